package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomId;
import webconference.room.StreamSwitch;
import webconference.room.StreamWish;
import webconference.room.User;

/// What is asked of a room's stream.
@RestController
@Tag(name = "rooms")
class StreamController {

    private final StreamSwitch streams;
    private final RoomViews views;

    StreamController(StreamSwitch streams, RoomViews views) {
        this.streams = streams;
        this.views = views;
    }

    record StreamBody(@NotNull StreamWish.Wanted wanted) {}

    @PutMapping("/api/v1/rooms/{id}/stream")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "wantStream",
            summary = "Ask for the stream to be live, paused or over")
    RoomView want(User user, @PathVariable UUID id, @Valid @RequestBody StreamBody body) {
        return views.of(streams.want(new RoomId(id), body.wanted(), user), user);
    }
}
