package webconference.room.operations;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.eventing.DeadLetters;
import webconference.eventing.DeadLetters.DeadLetter;
import webconference.eventing.DeadLetters.Outcome;
import webconference.room.Deed;
import webconference.room.FieldProblem;
import webconference.room.InputRefused;
import webconference.room.NotAllowed;
import webconference.room.RoomId;
import webconference.room.User;

/// Where those who look after the platform see which events no service could handle, send them
/// again once the cause is mended, or give them up. What is sent again is judged as everything is
/// that arrives: by its revision, and by what its room is today.
///
/// Kafka is asked outside of any transaction. A letter is sent first and noted after, so that it
/// may be sent twice and is never forgotten; the second has no effect.
@Service
public class DeadLetterOffice {

    private static final int PAGE = 100;
    private static final int MOST_AT_ONCE = 100;
    private static final String ABOUT_NO_ROOM = "people.v1";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DeadLetters letters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher deeds;

    DeadLetterOffice(
            DeadLetters letters,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher deeds) {
        this.letters = letters;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.deeds = deeds;
    }

    /// @param open how many there are in all
    /// @param more whether older ones follow
    /// @param lastSettled when something was last done about one; null: not within a month
    public record Page(
            List<FailedEvent> events, long open, boolean more, @Nullable Instant lastSettled) {}

    /// @param content as JSON with nobody's words in it; null: it cannot be read, or is gone
    public record Opened(FailedEvent event, @Nullable String content) {}

    /// @param replayed how many were sent again
    /// @param gone how many could not be, because Kafka keeps them no longer
    public record Replayed(int replayed, int gone) {}

    /// Those that nothing was done about, the newest first.
    ///
    /// @param before the answer goes on from this one, towards the past; null: from now
    /// @throws NotAllowed if that is not an administrator, as in all that follows
    public Page page(@Nullable Long before, User user) {
        requireAdmin(user, "LIST_DEAD_LETTERS");
        var found = letters.open(before, PAGE + 1);
        var shown = found.stream().limit(PAGE).toList();
        return new Page(
                events(shown),
                letters.countOpen(),
                found.size() > PAGE,
                letters.lastSettled().orElse(null));
    }

    /// @throws DeadLetterNotFound if something was done about it
    public Opened read(long id, User user) {
        requireAdmin(user, "READ_DEAD_LETTER");
        var letter = find(id);
        return new Opened(events(List.of(letter)).getFirst(), letters.content(letter).orElse(null));
    }

    /// Sends them again. Those about which somebody else did something meanwhile are left out.
    ///
    /// @throws InputRefused if there are none, or too many at once
    public Replayed replay(List<Long> ids, User by) {
        requireAdmin(by, "REPLAY_DEAD_LETTER");
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw new InputRefused(FieldProblem.of("letters", "letters-many", MOST_AT_ONCE));
        }
        var open = letters.open(ids);
        var sent = new AtomicInteger();
        var replayed = new AtomicInteger();
        letters.sendAgain(
                open,
                letter -> {
                    sent.incrementAndGet();
                    if (settle(letter, Outcome.REPLAYED, by, "REPLAY_DEAD_LETTER", "")) {
                        replayed.incrementAndGet();
                    }
                });
        return new Replayed(replayed.get(), open.size() - sent.get());
    }

    /// Gives one up, for a reason that the audit keeps.
    ///
    /// @throws DeadLetterNotFound if something was done about it
    /// @throws InputRefused if no reason is given
    public void abandon(long id, @Nullable String reason, User by) {
        requireAdmin(by, "ABANDON_DEAD_LETTER");
        var why = Reason.read(reason, "abandoned-without-reason");
        if (!settle(find(id), Outcome.ABANDONED, by, "ABANDON_DEAD_LETTER", ": " + why)) {
            throw new DeadLetterNotFound(id);
        }
    }

    private boolean settle(
            DeadLetter letter, Outcome outcome, User by, String what, String remark) {
        var room = room(letter);
        return transaction.execute(_ -> {
            var first = letters.settle(letter, outcome);
            if (first) {
                deeds.publishEvent(
                        new Deed(
                                what,
                                Deed.Result.DONE,
                                by.id(),
                                by.office(),
                                room == null ? null : new RoomId(room),
                                null,
                                List.of(),
                                "%s %s, %s%s"
                                        .formatted(
                                                letter.type(),
                                                letter.event(),
                                                letter.consumer(),
                                                remark)));
            }
            return first;
        });
    }

    private DeadLetter find(long id) {
        return letters.open(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new DeadLetterNotFound(id));
    }

    private List<FailedEvent> events(List<DeadLetter> found) {
        var names = names(found);
        return found.stream()
                .map(letter -> {
                    var room = room(letter);
                    return new FailedEvent(letter, room, room == null ? null : names.get(room));
                })
                .toList();
    }

    private Map<UUID, String> names(List<DeadLetter> found) {
        record Named(UUID id, String name) {}
        return jdbc
                .sql("select id, name from rooms where id = any (?)")
                .param(
                        found.stream()
                                .map(DeadLetterOffice::room)
                                .filter(Objects::nonNull)
                                .toArray(UUID[]::new))
                .query((row, _) ->
                        new Named(row.getObject("id", UUID.class), row.getString("name")))
                .list()
                .stream()
                .collect(toMap(Named::id, Named::name));
    }

    private static @Nullable UUID room(DeadLetter letter) {
        return letter.topic().equals(ABOUT_NO_ROOM) || !ID.matcher(letter.subject()).matches()
                ? null
                : UUID.fromString(letter.subject());
    }

    private static void requireAdmin(User user, String what) {
        var deed = Deed.by(user, what, null, "");
        if (!user.admin()) {
            throw new NotAllowed(deed);
        }
    }
}
