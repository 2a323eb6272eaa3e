package webconference.room.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.Deed;
import webconference.room.User;
import webconference.room.UserId;

/// All that is kept of a person, for them.
@Service
@Transactional
public class PersonExport {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Retention retention;
    private final ApplicationEventPublisher deeds;
    private final Clock clock;

    PersonExport(
            JdbcClient jdbc,
            JsonMapper json,
            Retention retention,
            ApplicationEventPublisher deeds,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.retention = retention;
        this.deeds = deeds;
        this.clock = clock;
    }

    /// All that is kept of somebody.
    ///
    /// @param elsewhere what the other parts of the platform keep besides
    public record Dossier(String person, Instant at, List<Part> parts, List<Elsewhere> elsewhere) {}

    /// One kind of trace.
    ///
    /// @param days how long each stays; null: as long as what it belongs to is used
    public record Part(String name, @Nullable Long days, List<Map<String, Object>> entries) {}

    /// What another part of the platform keeps, and until when. What it tells us of it is in our
    /// parts.
    public record Elsewhere(String where, String what, String until) {}

    private static final List<Elsewhere> ELSEWHERE =
            List.of(
                    new Elsewhere("meeting-service", "presence in a meeting", "the meeting's end"),
                    new Elsewhere(
                            "streaming-service",
                            "who stopped a stream: as in « streams »",
                            "30 days after its end"),
                    new Elsewhere(
                            "notification-service",
                            "names and addresses of whom a message went to and came from: as in"
                                    + " « invitationsReceived » and « invitationsSent »",
                            "30 days after its delivery"),
                    new Elsewhere(
                            "gateway", "the session: id and name", "its end, 12 hours at most"));

    public Dossier of(User user) {
        deeds.publishEvent(Deed.by(user, "EXPORT_PERSON", null, "{0}").to(List.of(user.id())));
        var parts =
                Trace.ALL.stream()
                        .map(trace ->
                                new Part(
                                        trace.name(),
                                        trace.kept() == Kept.WHILE_USED
                                                ? null
                                                : retention.days(trace.kept()),
                                        entries(trace, user.id())))
                        .toList();
        return new Dossier(user.id().value(), clock.instant(), parts, ELSEWHERE);
    }

    private List<Map<String, Object>> entries(Trace trace, UserId person) {
        return jdbc
                .sql("select to_jsonb(t) from (" + trace.shown() + ") t")
                .param("person", person.value())
                .query(String.class)
                .list()
                .stream()
                .map(entry -> json.readValue(entry, new TypeReference<Map<String, Object>>() {}))
                .toList();
    }
}
