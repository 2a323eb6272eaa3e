package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomDoor;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.invitation.InvitationDesk;
import webconference.room.operations.PlaceRequests;
import webconference.room.operations.VacancyWatches;

/// A room's door: opening it, closing it, going in.
@RestController
@RequestMapping("/api/v1/rooms/{id}")
@Tag(name = "rooms")
class DoorController {

    private final RoomDoor door;
    private final RoomViews views;
    private final Doorkeeper keeper;
    private final VacancyWatches vacancies;
    private final PlaceRequests places;
    private final InvitationDesk invitations;

    DoorController(
            RoomDoor door,
            RoomViews views,
            Doorkeeper keeper,
            VacancyWatches vacancies,
            PlaceRequests places,
            InvitationDesk invitations) {
        this.door = door;
        this.views = views;
        this.keeper = keeper;
        this.vacancies = vacancies;
        this.places = places;
        this.invitations = invitations;
    }

    /// @param until when it ends by itself
    record VacancyWatchView(Instant until) {}

    /// @param start null: they were invited to none that is not over
    record NextMeetingView(@Nullable Instant start) {}

    @PutMapping("/opening")
    @Operation(operationId = "openRoom", summary = "Open it; an open room stays as it is")
    RoomView open(User user, @PathVariable UUID id) {
        return views.of(door.open(new RoomId(id), user), user);
    }

    @DeleteMapping("/opening")
    @Operation(operationId = "closeRoom", summary = "Close it; a closed room stays as it is")
    RoomView close(User user, @PathVariable UUID id) {
        return views.of(door.close(new RoomId(id), user), user);
    }

    @PutMapping("/vacancy-watch")
    @Operation(
            operationId = "watchVacancy",
            summary =
                    "Be told, by the event vacancy, when its establishment may have one more open")
    VacancyWatchView watchVacancy(User user, @PathVariable UUID id) {
        return new VacancyWatchView(vacancies.watch(new RoomId(id), user));
    }

    @PutMapping("/place-requests/{openRoom}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "askPlace",
            summary =
                    "Write to who opened another room of its establishment, where all places are"
                            + " taken")
    void askPlace(User user, @PathVariable UUID id, @PathVariable UUID openRoom, Locale reads) {
        var english = reads.getLanguage().equals(Locale.ENGLISH.getLanguage());
        places.ask(new RoomId(id), new RoomId(openRoom), english ? "en" : "fr", user);
    }

    @PostMapping("/join")
    @Operation(
            operationId = "joinRoom",
            summary = "Go in: a redirection to the conference, or to the page where one waits")
    @ApiResponse(responseCode = "303", description = "Where to go")
    ResponseEntity<Void> join(User user, @PathVariable UUID id) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(door.wayIn(new RoomId(id), user)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    @GetMapping("/door")
    @Operation(operationId = "getDoor", summary = "What who has the link may know")
    DoorView door(
            User user,
            @PathVariable UUID id,
            @Parameter(description = "Whether one waits there and hears of no changes otherwise")
                    @RequestParam(defaultValue = "false")
                    boolean waiting) {
        var view = views.of(door.look(new RoomId(id), user), user);
        keeper.asked(view, user, waiting);
        return view;
    }

    /// Who was not invited is told of no date, nor of whether there is such a room.
    @GetMapping("/door/meeting")
    @Operation(
            operationId = "getNextMeeting",
            summary = "When the next meeting is that one was invited to there")
    NextMeetingView nextMeeting(User user, @PathVariable UUID id) {
        return new NextMeetingView(invitations.nextMeeting(new RoomId(id), user).orElse(null));
    }
}
