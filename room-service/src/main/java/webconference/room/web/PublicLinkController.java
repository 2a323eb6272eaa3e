package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import webconference.room.User;

/// A room's public link for who is signed in: they enter under the name of their account.
@RestController
@RequestMapping("/api/v1/me/public-links/{token}")
@Tag(name = "guests")
class PublicLinkController {

    private final GuestDoor door;
    private final Portal portal;

    PublicLinkController(GuestDoor door, Portal portal) {
        this.door = door;
        this.portal = portal;
    }

    /// What somebody whose name is known says at the door, as JSON or as the fields of a form.
    ///
    /// @param consent whether they agree to be seen where the room is streamed
    record MemberBody(@Nullable String code, @Nullable Boolean consent) {

        GuestCard read() {
            return new GuestCard(null, code, Boolean.TRUE.equals(consent));
        }

        @Override
        public String toString() {
            return read().toString(); // the code belongs in no log
        }
    }

    @PostMapping("/check")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "checkMember", summary = "Whether I would be let in by this link")
    void check(
            User user,
            @PathVariable String token,
            @RequestBody MemberBody body,
            HttpServletRequest request) {
        door.checkMember(new GuestLink(token), body.read(), Places.of(request));
    }

    @PostMapping(path = "/join", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(
            operationId = "joinByPublicLink",
            summary = "Go in as a participant: to the conference, or back to the page of the link")
    @ApiResponse(responseCode = "303", description = "Where to go")
    ResponseEntity<Void> join(
            User user,
            @PathVariable String token,
            @ModelAttribute MemberBody body,
            HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(wayIn(user, token, body.read(), Places.of(request))))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private String wayIn(User user, String token, GuestCard card, String place) {
        var link = new GuestLink(token);
        try {
            return door.wayInOf(user, link, card, place);
        } catch (LinkInvalid | GuestRefused | TooManyTries _) {
            return portal.linkForGuests(link); // that page says what is wrong
        }
    }
}
