package webconference.room.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import webconference.room.Deed;
import webconference.room.UserId;
import webconference.room.invitation.InvitationDeed;

/// Writes a line for each deed, in the transaction of the change: there is no change without its
/// line, and no line without its change. What was refused has a transaction of its own.
@Component
class Scribe {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final JdbcClient jdbc;
    private final Whereabouts whereabouts;
    private final MeterRegistry meters;
    private final Clock clock;

    Scribe(JdbcClient jdbc, Whereabouts whereabouts, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.whereabouts = whereabouts;
        this.meters = meters;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(InvitationDeed deed) {
        on(
                Deed.in(
                        deed.room(),
                        deed.what().name(),
                        deed.by(),
                        deed.as(),
                        "invitation %s, %d recipients"
                                .formatted(deed.invitation(), deed.recipients())));
    }

    @EventListener
    @Transactional
    void on(Deed deed) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var by = deed.by();
        var address = whereabouts.address();
        var actor = by == null && address == null ? null : token(by, address, now);
        var people =
                deed.people().stream()
                        .map(p -> token(p, null, now).toString())
                        .toArray(String[]::new);
        jdbc.sql(
                        """
                        insert into audit (at, what, result, actor, acting_as, room, establishment,
                            people, detail, trace)
                        values (:at, :what, :result, :actor, :as, :room,
                            coalesce(cast(:establishment as text),
                                (select establishment from rooms where id = :room)),
                            cast(:people as uuid[]), :detail, :trace)
                        """)
                .param("at", now)
                .param("what", deed.what())
                .param("result", deed.result().name())
                .param("actor", actor, Types.OTHER)
                .param("as", deed.as(), Types.VARCHAR)
                .param("room", deed.room() == null ? null : deed.room().value(), Types.OTHER)
                .param("establishment", deed.establishment(), Types.VARCHAR)
                .param("people", people)
                .param("detail", deed.detail())
                .param("trace", whereabouts.trace(), Types.VARCHAR)
                .update();
    }

    /// Once it is committed: what is counted has happened. The log gets no more than the ids.
    @TransactionalEventListener(fallbackExecution = true)
    void committed(Deed deed) {
        meters.counter("deeds", "what", deed.what(), "result", deed.result().name()).increment();
        audit.info(
                "{} {}: room {}, by {}, {}",
                deed.what(),
                deed.result(),
                deed.room(),
                deed.by(),
                deed.detail());
    }

    /// The token that stands for somebody at an address. Noted anew once a day, so that those whom
    /// no line means any more can be found.
    private UUID token(@Nullable UserId by, @Nullable String from, OffsetDateTime now) {
        var person = by == null ? "" : by.value();
        var address = from == null ? "" : from;
        var today = now.toLocalDate();
        return jdbc.sql(
                        """
                        select token from audit_people
                        where person = ? and address = ? and seen_on >= ?
                        """)
                .params(person, address, today)
                .query(UUID.class)
                .optional()
                .orElseGet(() ->
                        jdbc.sql(
                                        """
                                        insert into audit_people (token, person, address, seen_on)
                                        values (gen_random_uuid(), ?, ?, ?)
                                        on conflict (person, address) do update
                                        set seen_on = excluded.seen_on
                                        returning token
                                        """)
                                .params(person, address, today)
                                .query(UUID.class)
                                .single());
    }
}
