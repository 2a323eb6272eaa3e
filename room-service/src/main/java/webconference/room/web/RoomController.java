package webconference.room.web;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.Action;
import webconference.room.Door;
import webconference.room.DoorDraft;
import webconference.room.DraftCheck;
import webconference.room.OnStop;
import webconference.room.RoomDesk;
import webconference.room.RoomDraft;
import webconference.room.RoomId;
import webconference.room.Status;
import webconference.room.User;
import webconference.room.directory.Directory;

/// Rooms and their settings.
@RestController
@RequestMapping("/api/v1/rooms")
@Tag(name = "rooms")
class RoomController {

    private static final Comparator<RoomView> OPEN_THEN_LATEST_THEN_NAME =
            comparing((RoomView room) -> room.status() == Status.CLOSED)
                    .thenComparing(RoomController::lastUsed, reverseOrder())
                    .thenComparing(room -> room.name().toLowerCase(Locale.ROOT));

    private final RoomDesk desk;
    private final DraftCheck drafts;
    private final RoomViews views;

    RoomController(RoomDesk desk, DraftCheck drafts, RoomViews views) {
        this.desk = desk;
        this.drafts = drafts;
        this.views = views;
    }

    private static Instant lastUsed(RoomView room) {
        var at = room.lastUsedAt();
        return at == null ? Instant.EPOCH : at;
    }

    record RoomList(List<RoomView> rooms) {}

    /// @param key the stream key in clear, on its way in only; null keeps the stored one
    record StreamingBody(@Nullable String url, @Nullable String key, @Nullable OnStop onStop) {

        RoomDraft.Streaming read() {
            return new RoomDraft.Streaming(url, key, onStop == null ? OnStop.PAUSE : onStop);
        }

        @Override
        public String toString() {
            return read().toString(); // the key belongs in no log
        }
    }

    /// @param groups ids of those who may enter, under the policy of that name
    record AccessBody(Door.@NotNull Policy policy, @Nullable List<@NotNull String> groups) {

        DoorDraft.Access read() {
            return new DoorDraft.Access(policy, groups == null ? List.of() : groups);
        }
    }

    /// What is left out is as it is by default. Of who may come in, what is left out of a change
    /// stays as it is.
    ///
    /// @param establishment code of the school it belongs to
    /// @param access who may enter besides those it is shared with and those invited
    /// @param publicLink whether people without an account may enter by a link
    /// @param guestsWait whether a moderator admits each of them
    /// @param accessCode what they must know besides the link; null: as it is, empty: nothing
    record RoomBody(
            @Nullable String name,
            @Nullable Boolean waitingRoom,
            @Nullable StreamingBody streaming,
            @Nullable String establishment,
            @Nullable @Valid AccessBody access,
            @Nullable Boolean publicLink,
            @Nullable Boolean guestsWait,
            @Nullable String accessCode) {

        RoomDraft read() {
            return new RoomDraft(
                    name,
                    Boolean.TRUE.equals(waitingRoom),
                    streaming == null ? null : streaming.read(),
                    new DoorDraft(
                            establishment,
                            access == null ? null : access.read(),
                            publicLink,
                            guestsWait,
                            accessCode));
        }

        @Override
        public String toString() {
            return read().toString(); // neither key nor code belongs in a log
        }
    }

    record ChangedRoomBody(
            @Nullable String name,
            @Nullable Boolean waitingRoom,
            @Nullable StreamingBody streaming,
            @Nullable String establishment,
            @Nullable @Valid AccessBody access,
            @Nullable Boolean publicLink,
            @Nullable Boolean guestsWait,
            @Nullable String accessCode,
            @NotNull Long settingsVersion) {

        RoomDraft read() {
            return new RoomBody(
                            name,
                            waitingRoom,
                            streaming,
                            establishment,
                            access,
                            publicLink,
                            guestsWait,
                            accessCode)
                    .read();
        }

        @Override
        public String toString() {
            return read().toString(); // neither key nor code belongs in a log
        }
    }

    @GetMapping
    @Operation(operationId = "listRooms", summary = "My rooms and those I am lent, open ones first")
    RoomList list(User user, @RequestParam(required = false) @Nullable String search) {
        return new RoomList(
                views.of(desk.roomsOf(user), user).stream()
                        .filter(room -> Directory.matches(room.name(), search))
                        .sorted(OPEN_THEN_LATEST_THEN_NAME)
                        .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createRoom",
            summary = "Make a room; the same key gives the same room")
    RoomView create(
            User user,
            @Valid @RequestBody RoomBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        desk.requireMayCreate(user);
        var id = RoomId.random();
        var settings = drafts.read(body.read(), id, null, user);
        return views.of(desk.create(id, settings, key, user), user);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getRoom", summary = "One room")
    RoomView get(User user, @PathVariable UUID id) {
        return views.of(desk.look(new RoomId(id), user), user);
    }

    @PutMapping("/{id}")
    @Operation(operationId = "changeRoom", summary = "Change its settings")
    RoomView change(User user, @PathVariable UUID id, @Valid @RequestBody ChangedRoomBody body) {
        var room = desk.look(new RoomId(id), user, Action.CHANGE);
        var settings = drafts.read(body.read(), room.id(), room.settings(), user);
        return views.of(desk.change(room.id(), settings, body.settingsVersion(), user), user);
    }

    @PostMapping("/{id}/public-link")
    @Operation(
            operationId = "renewPublicLink",
            summary = "A new link for guests; the one before opens nothing from now on")
    RoomView renewLink(User user, @PathVariable UUID id) {
        return views.of(desk.renewLink(new RoomId(id), user), user);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteRoom", summary = "Delete it; what runs in it ends first")
    void delete(User user, @PathVariable UUID id) {
        desk.delete(new RoomId(id), user);
    }
}
