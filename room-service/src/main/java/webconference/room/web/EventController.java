package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.RoomDesk;
import webconference.room.RoomId;
import webconference.room.User;

/// Live updates as server-sent events. One open screen is one virtual thread that writes and waits.
@RestController
@Tag(name = "rooms")
class EventController {

    private static final Logger log = LoggerFactory.getLogger(EventController.class);

    /// @param heartbeat how long a screen is left in silence
    @ConfigurationProperties("live-updates")
    record Properties(@DefaultValue("15s") Duration heartbeat) {}

    private final OpenScreens screens;
    private final SignIns signIns;
    private final RoomDesk desk;
    private final JsonMapper json;
    private final Clock clock;
    private final Properties properties;

    EventController(
            OpenScreens screens,
            SignIns signIns,
            RoomDesk desk,
            JsonMapper json,
            Clock clock,
            Properties properties) {
        this.screens = screens;
        this.signIns = signIns;
        this.desk = desk;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "events",
            summary = "What changes, as it changes: events room, gone, door, reset")
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
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        var screen =
                new Screen(
                        user,
                        door == null ? null : new RoomId(door),
                        endOf(token),
                        response.getOutputStream(),
                        json,
                        clock);
        var joined = screens.join(screen, number(lastEventId));
        try {
            if (!signIns.isUpToDate(user)) {
                screen.startOver(); // it changed before this screen could hear of it
            }
            var rooms = desk.idsOfRoomsOf(user);
            screen.show(joined, rooms, screens, properties.heartbeat());
        } catch (IOException e) {
            log.debug("A screen of {} is gone", user.id(), e);
        } finally {
            screens.leave(screen);
        }
    }

    private static Instant endOf(JwtAuthenticationToken token) {
        var end = token.getToken().getExpiresAt();
        return end == null ? Instant.MAX : end;
    }

    /// What is no number of ours is one that nobody remembers.
    private static @Nullable Long number(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        return lastEventId.matches("[0-9]{1,18}") ? Long.parseLong(lastEventId) : -1;
    }
}
