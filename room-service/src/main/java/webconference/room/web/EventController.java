package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomDesk;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.operations.VacancyWatches;

/// Live updates for who is signed in.
@RestController
@Tag(name = "rooms")
class EventController {

    private final LiveAnswers live;
    private final SignIns signIns;
    private final RoomDesk desk;
    private final VacancyWatches vacancies;

    EventController(LiveAnswers live, SignIns signIns, RoomDesk desk, VacancyWatches vacancies) {
        this.live = live;
        this.signIns = signIns;
        this.desk = desk;
        this.vacancies = vacancies;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "events",
            summary =
                    "What changes, as it changes: events room, gone, door, invitation, access,"
                            + " vacancy, reset")
    @ApiResponse(
            responseCode = "200",
            description = "Until the tab is gone or its token ends",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    void events(
            User user,
            JwtAuthenticationToken token,
            @RequestParam(required = false) @Nullable UUID door,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var sight =
                new MemberSight(
                        user,
                        door == null ? null : new RoomId(door),
                        () -> signIns.isUpToDate(user),
                        () -> desk.idsOfRoomsOf(user),
                        () -> vacancies.toldTo(user));
        live.show(sight, endOf(token), lastEventId, response);
    }

    private static Instant endOf(JwtAuthenticationToken token) {
        var end = token.getToken().getExpiresAt();
        return end == null ? Instant.MAX : end;
    }
}
