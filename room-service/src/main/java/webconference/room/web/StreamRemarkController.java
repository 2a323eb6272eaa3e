package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.OnStop;
import webconference.room.RoomDraft;
import webconference.room.RoomId;
import webconference.room.StreamRemarks;
import webconference.room.User;

/// Warnings about where a room would be broadcast to, before it is saved.
@RestController
@Tag(name = "rooms")
class StreamRemarkController {

    private final StreamRemarks remarks;
    private final Wording words;

    StreamRemarkController(StreamRemarks remarks, Wording words) {
        this.remarks = remarks;
        this.words = words;
    }

    /// @param room which is changed; null: it is to be made
    /// @param key the stream key in clear, on its way in only; null: the stored one
    record TypedTargetBody(@Nullable UUID room, @Nullable String url, @Nullable String key) {

        @Nullable RoomId id() {
            return room == null ? null : new RoomId(room);
        }

        RoomDraft.Streaming read() {
            return new RoomDraft.Streaming(url, key, OnStop.PAUSE);
        }

        @Override
        public String toString() {
            return read().toString(); // the key belongs in no log
        }
    }

    record RemarkList(List<FieldMessage> remarks) {}

    @PostMapping("/api/v1/me/stream-remarks")
    @Operation(
            operationId = "remarkOnStream",
            summary = "What I should know before a room is broadcast there; nothing is stored")
    RemarkList remarks(User user, @RequestBody TypedTargetBody body) {
        return new RemarkList(
                remarks.on(body.id(), body.read(), user).stream().map(words::of).toList());
    }
}
