package webconference.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where the codes that guests type are looked at: after five wrong ones from one place, none for a
/// minute, right or wrong. Only that place is held up, and only at that room.
@Service
@Transactional(noRollbackFor = TooManyTries.class)
class CodeLock {

    private final CodeTries tries;
    private final Clock clock;

    CodeLock(CodeTries tries, Clock clock) {
        this.tries = tries;
        this.clock = clock;
    }

    /// @param place where the guest's request comes from
    /// @return whether the code is the right one, whatever its capitals
    /// @throws TooManyTries if it was not looked at
    boolean opens(RoomId room, String place, String typed, String code) {
        var who = room + " " + place;
        tries.queue(who);
        var now = clock.instant();
        var before = tries.findByWho(who);
        var pause = before.map(b -> b.pauseAt(now)).orElse(null);
        if (pause != null) {
            throw new TooManyTries(room, pause);
        }
        var right = MessageDigest.isEqual(plain(typed), plain(code));
        if (right) {
            before.ifPresent(tries::delete);
        } else {
            var counted = before.orElseGet(() -> new CodeTry(who, now));
            counted.wrong(now);
            tries.save(counted);
            tries.forgetOthers(who, now.minus(CodeTry.PAUSE));
        }
        return right;
    }

    private static byte[] plain(String code) {
        return code.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }
}
