package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.DoorDraft;
import webconference.room.DraftCheck;
import webconference.room.RoomDraft;
import webconference.room.RoomId;
import webconference.room.Status;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.directory.Directory;
import webconference.room.operations.ControlRoom;
import webconference.room.operations.FoundRoom;
import webconference.room.web.OpsController.EstablishmentName;
import webconference.room.web.OpsController.RoomState;

/// Where administrators find any room, and make rooms for others.
@RestController
@RequestMapping("/api/v1/ops/all-rooms")
@Tag(name = "operations")
class AllRoomsController {

    private static final int MOST_OWNERS = 50;

    private final ControlRoom control;
    private final Directory directory;
    private final Owners owners;
    private final DraftCheck drafts;

    AllRoomsController(ControlRoom control, Directory directory, Owners owners, DraftCheck drafts) {
        this.control = control;
        this.directory = directory;
        this.owners = owners;
        this.drafts = drafts;
    }

    /// @param people how many are in its meeting
    record FoundRoomView(
            UUID id,
            String name,
            @Nullable EstablishmentName establishment,
            PersonView owner,
            Status status,
            int people,
            @Nullable Instant lastUsedAt) {

        static FoundRoomView of(FoundRoom room, Map<String, String> names) {
            return new FoundRoomView(
                    room.id(),
                    room.name(),
                    EstablishmentName.of(room.establishment(), room.establishmentName()),
                    PersonView.of(room.owner(), names),
                    room.status(),
                    room.people(),
                    room.lastUsedAt());
        }
    }

    record FoundRooms(List<FoundRoomView> rooms) {}

    /// @param owner whose it will be, by their id
    record RoomForBody(@NotNull String owner, @Nullable String name) {}

    @GetMapping
    @Operation(
            operationId = "findRooms",
            summary = "Rooms by their address or their owner's name, open or not; at most 500")
    FoundRooms find(User user, @RequestParam String search) {
        var found =
                directory.search(search, user, MOST_OWNERS).people().stream()
                        .map(person -> new UserId(person.id()))
                        .toList();
        var rooms = control.find(search, found, user);
        var names = directory.names(rooms.stream().map(room -> room.owner().value()).toList());
        return new FoundRooms(rooms.stream().map(r -> FoundRoomView.of(r, names)).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createRoomFor", summary = "Make a room for somebody, who owns it")
    RoomState create(User user, @Valid @RequestBody RoomForBody body) {
        control.requireMayCreateForOthers(user);
        var id = RoomId.random();
        var owner = owners.find(body.owner());
        var draft = new RoomDraft(body.name(), false, null, DoorDraft.DEFAULT);
        control.create(id, drafts.read(draft, id, null, owner), owner, user);
        return new RoomState(id.value(), Status.CLOSED);
    }
}
