package webconference.room;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What is worth knowing of a target while it is being typed. None of it is in the way; what is
/// faulty, [DraftCheck] says.
@Service
public class StreamRemarks {

    private final RoomDesk desk;
    private final StreamHosts hosts;
    private final KeyMarks marks;
    private final KeyUse keys;

    StreamRemarks(RoomDesk desk, StreamHosts hosts, KeyMarks marks, KeyUse keys) {
        this.desk = desk;
        this.hosts = hosts;
        this.marks = marks;
        this.keys = keys;
    }

    /// @param room whose key counts where none is typed; null: a room that is to be made
    /// @throws NotAllowed if they may neither make nor change it
    public List<FieldProblem> on(@Nullable RoomId room, RoomDraft.Streaming typed, User by) {
        var stored = stored(room, by);
        try {
            var url = StreamUrl.parse(typed.url() == null ? "" : typed.url());
            var target = new StreamTarget(url.toString(), "", mark(typed, stored), typed.onStop());
            return remarks(url, room == null ? RoomId.random() : room, target, by);
        } catch (StreamUrl.Unreadable e) {
            return List.of();
        }
    }

    private @Nullable StreamTarget stored(@Nullable RoomId room, User by) {
        if (room == null) {
            desk.requireMayCreate(by);
            return null;
        }
        return desk.look(room, by, Action.CHANGE).settings().streaming();
    }

    private @Nullable String mark(RoomDraft.Streaming typed, @Nullable StreamTarget stored) {
        var key = typed.key() == null ? "" : typed.key().strip();
        if (!key.isEmpty()) {
            return marks.of(key);
        }
        return stored == null ? null : stored.keyMark();
    }

    private List<FieldProblem> remarks(StreamUrl url, RoomId room, StreamTarget target, User by) {
        var remarks = new ArrayList<FieldProblem>();
        if (hosts.prefersTls() && !url.isSecure()) {
            remarks.add(FieldProblem.of("streaming.url", "stream-url-clear"));
        }
        keys.beside(room, target, by).map(StreamRemarks::about).ifPresent(remarks::add);
        return remarks;
    }

    /// That another room has the key, with its name for those who may know it.
    static FieldProblem about(KeyUse.Other other) {
        var how = other.live() ? "live" : "used";
        return other.name() == null
                ? FieldProblem.of("streaming.key", "stream-key-" + how + "-elsewhere")
                : FieldProblem.of("streaming.key", "stream-key-" + how, other.name());
    }
}
