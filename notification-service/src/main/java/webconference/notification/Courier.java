package webconference.notification;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import webconference.notification.PostboxFailure.Refused;
import webconference.notification.PostboxFailure.Unreachable;

/// Carries one copy from the mail room to the postbox and comes back with what happened.
///
/// Who dies on the way back has posted a letter that nobody wrote down: it is posted once more,
/// with the same id. Every other stop, crash or repetition posts nothing twice.
@Service
public class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final MailRoom mailRoom;
    private final Postbox postbox;

    Courier(MailRoom mailRoom, Postbox postbox) {
        this.mailRoom = mailRoom;
        this.postbox = postbox;
    }

    /// @return how long to wait before trying this copy again; empty when it is settled
    public Optional<Duration> deliver(Errand errand) {
        var letter = mailRoom.letter(errand);
        if (letter.isEmpty()) {
            return Optional.empty();
        }
        try {
            postbox.post(letter.get());
        } catch (Refused e) {
            log.warn("{} was refused: {}", errand, e.getMessage());
            mailRoom.refused(errand, e.reason());
            return Optional.empty();
        } catch (Unreachable e) {
            var pause = mailRoom.unreachable(errand, e.reason());
            log.warn(
                    "{} was not taken: {}; {}",
                    errand,
                    e.getMessage(),
                    pause.map(p -> "again in " + p).orElse("given up"));
            return pause;
        }
        mailRoom.delivered(errand);
        return Optional.empty();
    }
}
