package webconference.room.web;

import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.Action;
import webconference.room.RoomDesk;
import webconference.room.RoomId;
import webconference.room.Share;
import webconference.room.ShareEffect;
import webconference.room.User;

/// With whom a room is shared.
@RestController
@RequestMapping("/api/v1/rooms/{id}/shares")
@Tag(name = "rooms")
class ShareController {

    private final RoomDesk desk;
    private final ShareViews shares;
    private final RoomViews views;

    ShareController(RoomDesk desk, ShareViews shares, RoomViews views) {
        this.desk = desk;
        this.shares = shares;
        this.views = views;
    }

    record ShareBody(@NotNull Share.Kind kind, @NotNull String id, @NotNull Lent role) {}

    /// @param sharesVersion what the change is based on; null: whatever there is
    /// @param leaveRoom whether it is known that it takes the room from whoever asks
    record SharesBody(
            @NotNull List<@NotNull @Valid ShareBody> shares,
            @Nullable Long sharesVersion,
            @Nullable Boolean leaveRoom) {

        /// Who is named twice gets the stronger role.
        Set<Share> read() {
            return Set.copyOf(
                    shares.stream()
                            .map(s -> new Share(s.kind(), s.id(), s.role().role()))
                            .collect(
                                    toMap(
                                            s -> s.kind() + s.subject(),
                                            s -> s,
                                            (a, b) -> a.role().compareTo(b.role()) <= 0 ? a : b))
                            .values());
        }
    }

    @GetMapping
    @Operation(operationId = "getShares", summary = "With whom it is shared")
    ShareList list(User user, @PathVariable UUID id) {
        return shares.of(desk.look(new RoomId(id), user, Action.SHARE));
    }

    @PutMapping
    @Operation(
            operationId = "changeShares",
            summary = "Share it with these and no others; not without oneself, unless leaving it")
    RoomView change(User user, @PathVariable UUID id, @Valid @RequestBody SharesBody body) {
        var leaving = Boolean.TRUE.equals(body.leaveRoom());
        var room = desk.share(new RoomId(id), body.read(), body.sharesVersion(), leaving, user);
        return views.of(room, user);
    }

    @PostMapping("/effect")
    @Operation(
            operationId = "previewShares",
            summary = "How many could open it, if it was shared with these and no others")
    ShareEffect effect(User user, @PathVariable UUID id, @Valid @RequestBody SharesBody body) {
        return desk.effectOf(new RoomId(id), body.read(), user);
    }
}
