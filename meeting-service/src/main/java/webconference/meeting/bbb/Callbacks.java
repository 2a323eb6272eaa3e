package webconference.meeting.bbb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.MeetingDesk;
import webconference.meeting.ServerName;

/// Takes in callbacks. What one tells has taken effect, durably, before the server hears that we
/// have it; the same one again has no effect.
@Component
class Callbacks {

    /// A server tries for almost five minutes, always with the time of its first try.
    static final Duration OLDEST = Duration.ofMinutes(5);

    /// What became of a callback.
    enum Outcome {
        TAKEN,
        REPEATED,
        /// Nothing in it that we use, or nothing we can read.
        UNUSED,
        /// About a meeting that is not ours, or not on that server.
        FOREIGN,
        /// Proved, but made too long ago, or a clock is wrong.
        STALE,
        /// It proves nothing.
        FORGED
    }

    private final JdbcClient jdbc;
    private final MeetingDesk desk;
    private final JsonMapper json;
    private final Clock clock;

    Callbacks(JdbcClient jdbc, MeetingDesk desk, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    public Outcome take(Set<ServerName> origins, byte[] body) {
        var form = CallbackForm.of(body);
        if (isStale(form.timestamp())) {
            return Outcome.STALE;
        }
        var events = CallbackEvents.read(json, form.event());
        if (events.isEmpty()) {
            return Outcome.UNUSED;
        }
        if (isRepeated(body)) {
            return Outcome.REPEATED;
        }
        var ours = 0;
        for (var entry : events.entrySet()) {
            if (desk.noticed(origins, entry.getKey(), entry.getValue())) {
                ours++;
            }
        }
        return ours > 0 ? Outcome.TAKEN : Outcome.FOREIGN;
    }

    private boolean isStale(String timestamp) {
        try {
            var made = Instant.ofEpochMilli(Long.parseLong(timestamp));
            return Duration.between(made, clock.instant()).abs().compareTo(OLDEST) > 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private boolean isRepeated(byte[] body) {
        return jdbc.sql(
                                """
                                insert into callback (digest) values (sha256(?))
                                on conflict do nothing
                                """)
                        .param(body)
                        .update()
                == 0;
    }

    @Scheduled(fixedDelayString = "PT10M")
    @Transactional
    public void forget() {
        jdbc.sql("delete from callback where taken_at < now() - interval '1 hour'").update();
    }
}
