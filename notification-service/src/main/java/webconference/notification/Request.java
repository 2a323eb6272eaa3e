package webconference.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What somebody wants said to whom. There may be more than one about the same message: it is asked
/// for in parts, and once more for those it did not reach.
///
/// @param notice which message of the invitation: 1 the invitation itself, then its changes
/// @param html the body as they wrote it, made harmless already
/// @param text the same for who reads no HTML
/// @param meeting the date; null: there is none
/// @param outside what recipients outside the directory get instead; null: the same as everybody
/// @param reported whether it is told what became of each copy
public record Request(
        MessageId message,
        UUID room,
        Instant at,
        int notice,
        Person sender,
        String subject,
        String html,
        String text,
        @Nullable Meeting meeting,
        @Nullable OutsideWords outside,
        List<Person> recipients,
        Language language,
        boolean reported) {

    Request without(Predicate<Person> some) {
        return new Request(
                message,
                room,
                at,
                notice,
                sender,
                subject,
                html,
                text,
                meeting,
                outside,
                recipients.stream().filter(some.negate()).toList(),
                language,
                reported);
    }
}
