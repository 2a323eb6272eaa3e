package webconference.room.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.RoomId;

/// Answers that go on as server-sent events. One open screen is one virtual thread that writes and
/// waits.
@Component
class LiveAnswers {

    private static final Logger log = LoggerFactory.getLogger(LiveAnswers.class);

    /// @param heartbeat how long a screen is left in silence
    /// @param doorHeartbeat the same while somebody waits at a door: that they left is noticed only
    ///   when something is written to them, and there is a gateway between
    @ConfigurationProperties("live-updates")
    record Properties(
            @DefaultValue("15s") Duration heartbeat, @DefaultValue("1s") Duration doorHeartbeat) {

        Duration at(@Nullable RoomId door) {
            return door == null ? heartbeat : doorHeartbeat;
        }
    }

    private final OpenScreens screens;
    private final JsonMapper json;
    private final Clock clock;
    private final Properties properties;

    LiveAnswers(OpenScreens screens, JsonMapper json, Clock clock, Properties properties) {
        this.screens = screens;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    /// Returns when the tab is gone, its time is over, or this instance stops.
    ///
    /// @param lastEventId of the last event the tab saw; null: it is new
    void show(Sight sight, Instant until, @Nullable String lastEventId, HttpServletResponse answer)
            throws IOException, InterruptedException {
        answer.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        answer.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.setHeader("X-Accel-Buffering", "no");
        var screen = new Screen(sight, until, answer.getOutputStream(), json, clock);
        var joined = screens.join(screen, number(lastEventId));
        try {
            if (!sight.isUpToDate()) {
                screen.startOver(); // it changed before this screen could hear of it
            }
            screen.show(joined, screens, properties);
        } catch (IOException e) {
            log.debug("A screen is gone", e);
        } finally {
            screens.leave(screen);
        }
    }

    /// What is no number of ours is one that nobody remembers.
    private static @Nullable Long number(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        return lastEventId.matches("[0-9]{1,18}") ? Long.parseLong(lastEventId) : -1;
    }
}
