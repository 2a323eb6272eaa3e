package webconference.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Reads what was typed for a room, says all that is wrong with it, and seals the stream key before
/// anything is stored. Not in a transaction: it may ask the name service.
@Service
public class DraftCheck {

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_KEY = 500;
    private static final Pattern SPACE = Pattern.compile("\\p{Z}");
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}]");

    private final StreamHosts hosts;
    private final KeySeal seal;
    private final KeyMarks marks;
    private final KeyUse keys;
    private final DoorCheck doors;
    private final EstablishmentRules rules;

    DraftCheck(
            StreamHosts hosts,
            KeySeal seal,
            KeyMarks marks,
            KeyUse keys,
            DoorCheck doors,
            EstablishmentRules rules) {
        this.hosts = hosts;
        this.seal = seal;
        this.marks = marks;
        this.keys = keys;
        this.doors = doors;
        this.rules = rules;
    }

    /// @param room the sealed key is bound to it
    /// @param stored the settings as they are now, of which stays what was not typed; null: the
    ///   room is new
    /// @throws InputRefused with a sentence for each faulty field
    /// @throws NotAllowed if they may not set a broadcast, and this is not the one that is set
    public RoomSettings read(RoomDraft draft, RoomId room, @Nullable RoomSettings stored, User by) {
        var problems = new ArrayList<FieldProblem>();
        var name = name(draft.name(), problems);
        var streaming = draft.streaming();
        var before = stored == null ? null : stored.streaming();
        var target = streaming == null ? null : target(streaming, room, before, problems);
        var door = doors.read(draft.door(), stored == null ? null : stored.door(), by, problems);
        if (target != null && !target.url().isEmpty()) {
            requireAllowed(target, rules.rulesOf(door.establishment()), problems);
            if (!isSameUse(target, before)) {
                requireFree(target, room, by, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new InputRefused(problems);
        }
        if (target != null && !by.mayStream() && !target.equals(before)) {
            throw new NotAllowed(room, by.id(), "STREAM");
        }
        return new RoomSettings(name, draft.waitingRoom(), target, door);
    }

    private static void requireAllowed(
            StreamTarget target, Rules school, List<FieldProblem> problems) {
        if (!school.streamsTo(target.host(), target.port())) {
            problems.add(
                    FieldProblem.of(
                            "streaming.url",
                            "stream-host-not-listed",
                            String.join(", ", school.streamHosts())));
        }
    }

    /// Whoever changes something else is not kept from it by a stream of another room.
    private static boolean isSameUse(StreamTarget next, @Nullable StreamTarget before) {
        return before != null
                && next.host().equals(before.host())
                && Objects.equals(next.keyMark(), before.keyMark());
    }

    private void requireFree(
            StreamTarget target, RoomId room, User by, List<FieldProblem> problems) {
        keys.beside(room, target, by)
                .filter(KeyUse.Other::live)
                .map(StreamRemarks::about)
                .ifPresent(problems::add);
    }

    private static String name(@Nullable String typed, List<FieldProblem> problems) {
        var name = typed == null ? "" : SPACE.matcher(typed).replaceAll(" ").strip();
        if (name.isEmpty()) {
            problems.add(FieldProblem.of("name", "name-empty"));
        } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            problems.add(FieldProblem.of("name", "name-long", LONGEST_NAME));
        } else if (UNPRINTABLE.matcher(name).find()) {
            problems.add(FieldProblem.of("name", "name-unprintable"));
        }
        return name;
    }

    private StreamTarget target(
            RoomDraft.Streaming typed,
            RoomId room,
            @Nullable StreamTarget stored,
            List<FieldProblem> problems) {
        var url = url(typed.url(), problems);
        var key = typed.key() == null ? "" : typed.key().strip();
        var sealed = "";
        String mark = null;
        if (!key.isEmpty() && (key.length() > LONGEST_KEY || UNPRINTABLE.matcher(key).find())) {
            problems.add(FieldProblem.of("streaming.key", "stream-key-form"));
        } else if (!key.isEmpty()) {
            sealed = seal.seal(room, key);
            mark = marks.of(key);
        } else if (typed.key() == null && stored != null) {
            sealed = stored.sealedKey();
            mark = stored.keyMark();
        } else {
            problems.add(FieldProblem.of("streaming.key", "stream-key-empty"));
        }
        return new StreamTarget(url, sealed, mark, typed.onStop());
    }

    private String url(@Nullable String typed, List<FieldProblem> problems) {
        if (typed == null || typed.isBlank()) {
            problems.add(FieldProblem.of("streaming.url", "stream-url-empty"));
            return "";
        }
        try {
            var url = StreamUrl.parse(typed);
            switch (hosts.check(url.host(), url.effectivePort())) {
                case ALLOWED -> {}
                case NOT_LISTED ->
                        problems.add(
                                FieldProblem.of(
                                        "streaming.url",
                                        "stream-host-not-listed",
                                        String.join(", ", hosts.allowed())));
                case UNKNOWN ->
                        problems.add(
                                FieldProblem.of(
                                        "streaming.url", "stream-host-unknown", url.host()));
                case PRIVATE ->
                        problems.add(
                                FieldProblem.of(
                                        "streaming.url", "stream-host-private", url.host()));
            }
            return url.toString();
        } catch (StreamUrl.Unreadable e) {
            problems.add(FieldProblem.of("streaming.url", e.code()));
            return "";
        }
    }
}
