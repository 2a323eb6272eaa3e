package webconference.meeting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import webconference.meeting.Caretaker;
import webconference.meeting.MeetingDesk;
import webconference.meeting.OpeningId;

/// What streaming-service asks, at the moment it needs it.
@RestController
@RequestMapping("/internal/v1/meetings/{opening}")
@Tag(name = "Between services")
class InternalController {

    private final MeetingDesk desk;
    private final Caretaker caretaker;

    InternalController(MeetingDesk desk, Caretaker caretaker) {
        this.desk = desk;
        this.caretaker = caretaker;
    }

    /// @param admitted whether a moderator of this meeting has admitted Live before
    record LiveLinkRequest(boolean admitted) {}

    /// @param url a secret: who has it is let in
    record LiveLink(URI url) {
        @Override
        public String toString() {
            return "LiveLink[]";
        }
    }

    record PresenceView(boolean running, int people, int moderators) {}

    @PostMapping(path = "/live-link", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Where Live enters the meeting")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "404",
            description = "There is no meeting to enter",
            content = @Content)
    ResponseEntity<LiveLink> liveLink(
            @PathVariable UUID opening, @RequestBody LiveLinkRequest request) {
        var url = desk.liveEntrance(new OpeningId(opening), request.admitted());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new LiveLink(url));
    }

    @GetMapping(path = "/presence", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Who is in the meeting now, Live left out")
    @ApiResponse(responseCode = "200")
    @ApiResponse(
            responseCode = "404",
            description = "There never was such a meeting",
            content = @Content)
    PresenceView presence(@PathVariable UUID opening) {
        var seen = caretaker.look(new OpeningId(opening));
        return new PresenceView(
                seen.running(), seen.attendance().people(), seen.attendance().moderators());
    }
}
