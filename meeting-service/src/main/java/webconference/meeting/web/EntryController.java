package webconference.meeting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import webconference.meeting.EntryRefused;
import webconference.meeting.MeetingDesk;

/// The door of the meetings: a pass goes in, the address of the meeting comes out, in a redirect
/// that nobody keeps.
@RestController
@Tag(name = "Entry")
class EntryController {

    private static final Logger log = LoggerFactory.getLogger(EntryController.class);

    private static final String NO_PASS =
            """
            <!doctype html>
            <html lang="fr">
            <meta charset="utf-8">
            <title>Web-conférence</title>
            <h1>Ce lien d’entrée n’est pas valable</h1>
            <p>Retournez à la salle et entrez de nouveau.</p>
            <p lang="en">This entry link is not valid. Go back to the room and enter again.</p>
            """;

    private final MeetingDesk desk;
    private final JwtDecoder passes;
    private final EntryProperties properties;

    EntryController(
            MeetingDesk desk,
            @Qualifier("entryPassDecoder") JwtDecoder passes,
            EntryProperties properties) {
        this.desk = desk;
        this.passes = passes;
        this.properties = properties;
    }

    @GetMapping("/api/v1/entry")
    @Operation(summary = "Enter a meeting with a pass of room-service")
    @ApiResponse(responseCode = "302", description = "To the meeting")
    @ApiResponse(responseCode = "303", description = "Back to the room: not now, or not any more")
    @ApiResponse(responseCode = "400", description = "No pass of room-service")
    ResponseEntity<Void> enter(@RequestParam String pass) {
        return redirect(HttpStatus.FOUND, desk.enter(EntryPasses.read(passes.decode(pass))));
    }

    @ExceptionHandler
    ResponseEntity<Void> on(EntryRefused refused) {
        log.info("Entry to room {} refused: {}", refused.room(), refused.getMessage());
        var door = properties.portalUrl().toString().replaceAll("/+$", "") + refused.door();
        return redirect(HttpStatus.SEE_OTHER, URI.create(door));
    }

    @ExceptionHandler
    ResponseEntity<String> on(JwtException unreadable) {
        log.info("Entry refused: no pass of room-service");
        return ResponseEntity.badRequest()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_HTML)
                .body(NO_PASS);
    }

    private static ResponseEntity<Void> redirect(HttpStatus status, URI where) {
        return ResponseEntity.status(status)
                .location(where)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
