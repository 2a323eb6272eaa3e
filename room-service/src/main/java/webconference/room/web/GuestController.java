package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.GuestCard;
import webconference.room.GuestDoor;
import webconference.room.GuestLink;
import webconference.room.GuestRefused;
import webconference.room.LinkInvalid;
import webconference.room.Portal;
import webconference.room.TooManyTries;

/// A room's door for people without an account: nobody is signed in here, the link is all.
@RestController
@RequestMapping("/api/v1/guests/{token}")
@Tag(name = "guests")
class GuestController {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final GuestDoor door;
    private final RoomViews views;
    private final LiveAnswers live;
    private final Portal portal;
    private final Clock clock;

    GuestController(GuestDoor door, RoomViews views, LiveAnswers live, Portal portal, Clock clock) {
        this.door = door;
        this.views = views;
        this.live = live;
        this.portal = portal;
        this.clock = clock;
    }

    /// What a guest says, as JSON or as the fields of a form.
    ///
    /// @param consent whether they agree to be seen where the room is streamed
    record GuestBody(@Nullable String name, @Nullable String code, @Nullable Boolean consent) {

        GuestCard read() {
            return new GuestCard(name, code, Boolean.TRUE.equals(consent));
        }

        @Override
        public String toString() {
            return read().toString(); // neither names nor codes belong in a log
        }
    }

    @GetMapping
    @Operation(operationId = "getGuestDoor", summary = "What a guest may know before coming in")
    GuestDoorView look(@PathVariable String token) {
        return views.guestDoor(door.look(new GuestLink(token)));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "guestEvents",
            summary = "How the door stands, as it changes: events door, gone")
    @ApiResponse(
            responseCode = "200",
            description = "Until the tab is gone, or for an hour",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    void events(@PathVariable String token, HttpServletResponse response)
            throws IOException, InterruptedException {
        var link = new GuestLink(token);
        var sight = new GuestSight(link, door.look(link).id());
        live.show(sight, clock.instant().plus(LONGEST_WAIT), null, response);
    }

    @PostMapping("/check")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "checkGuest", summary = "Whether a guest would be let in as they are")
    void check(
            @PathVariable String token, @RequestBody GuestBody body, HttpServletRequest request) {
        door.check(new GuestLink(token), body.read(), Places.of(request));
    }

    @PostMapping(path = "/join", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(
            operationId = "joinAsGuest",
            summary = "Go in: a redirection to the conference, or back to the page of the link")
    @ApiResponse(responseCode = "303", description = "Where to go")
    ResponseEntity<Void> join(
            @PathVariable String token,
            @ModelAttribute GuestBody body,
            HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(wayIn(token, body.read(), Places.of(request))))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private String wayIn(String token, GuestCard card, String place) {
        try {
            return door.wayIn(new GuestLink(token), card, place);
        } catch (LinkInvalid | GuestRefused | TooManyTries _) {
            return portal.linkForGuests(new GuestLink(token)); // that page says what is wrong
        }
    }
}
