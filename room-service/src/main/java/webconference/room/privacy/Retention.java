package webconference.room.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Forgets what was kept long enough, a small batch at a time so that nobody waits for it.
@Service
public class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 1_000;
    private static final Duration LEAST_FOR_AUDIT = Duration.ofDays(180);

    /// How long things are kept.
    ///
    /// @param openings what happened in a room, from the end of the opening on
    /// @param invitations to whom they went, from the sending on
    /// @param accessRequests who asked to be let into a room, or for its place, from the asking on
    /// @param departed who left the directory
    /// @param tokens that somebody was erased: longer than any token lives
    /// @param audit its lines; the database keeps them half a year whatever this says
    @ConfigurationProperties("retention")
    record Properties(
            @DefaultValue("365d") Duration openings,
            @DefaultValue("180d") Duration invitations,
            @DefaultValue("30d") Duration accessRequests,
            @DefaultValue("365d") Duration departed,
            @DefaultValue("24h") Duration tokens,
            @DefaultValue("365d") Duration audit) {

        Properties {
            if (audit.compareTo(LEAST_FOR_AUDIT) < 0) {
                throw new IllegalArgumentException(
                        "retention.audit must be at least %s days"
                                .formatted(LEAST_FOR_AUDIT.toDays()));
            }
        }
    }

    // The latest opening of a room is looked at as long as the room is; here it has become history.
    private static final String LATEST_OPENINGS =
            """
            update rooms set opening = null, run = null, run_revision = null, run_state = null,
                run_since = null, run_live_since = null, run_reason = null, run_by = null,
                run_attempt = null, run_attempts = null, run_retry_at = null, run_stops_at = null,
                run_running = null, run_slots = null, run_host = null,
                failure_reason = null, failure_at = null,
                version = version + 1, lock = lock + 1
            where id in (
                select r.id from rooms r join openings o on o.id = r.opening
                where o.ended_at < :before limit :most for update of r skip locked)
            """;
    private static final String OPENINGS =
            """
            delete from openings where id in (
                select o.id from openings o
                where o.ended_at < :before
                    and not exists (select from rooms r where r.opening = o.id)
                limit :most)
            """;
    private static final String DELETIONS =
            """
            delete from deletions where room in (
                select room from deletions where at < :before limit :most)
            """;
    private static final String INVITATIONS =
            """
            delete from invitations where id in (
                select id from invitations
                where sent_at < :before and coalesce(meeting_start, sent_at) < :before
                limit :most)
            """;
    private static final String ACCESS_REQUESTS =
            """
            delete from access_requests where id in (
                select id from access_requests where at < :before limit :most)
            """;

    private static final String PLACE_REQUESTS =
            """
            delete from place_requests where (room, person) in (
                select room, person from place_requests where at < :before limit :most)
            """;

    // With what they kept and what others let them into. What they did goes with what they did it
    // to.
    private static final String DEPARTED =
            """
            with gone as materialized (
                select id from people where left_at < :before limit :most for update skip locked),
            lists as (
                delete from favourites where owner in (select id from gone)),
            listed as (
                delete from favourite_subjects
                where kind = 'PERSON' and subject in (select id from gone)),
            lent as (
                delete from shares where kind = 'PERSON' and subject in (select id from gone)
                returning room),
            taken_back as (
                update rooms set shares_version = shares_version + 1, version = version + 1,
                    lock = lock + 1
                where id in (select room from lent)),
            uninvited as (
                delete from invited where person in (select id from gone)),
            unasked as (
                delete from access_requests where person in (select id from gone)),
            unwritten as (
                delete from place_requests where person in (select id from gone))
            delete from people where id in (select id from gone)
            """;
    private static final String ERASED_PEOPLE =
            """
            delete from erased_people where mark in (
                select mark from erased_people where erased_at < :before limit :most)
            """;

    private static final String VACANCY_WATCHES =
            """
            delete from vacancy_watches where (person, establishment) in (
                select person, establishment from vacancy_watches
                where until < :before limit :most)
            """;

    // From the oldest on without a gap, and never the last: the chain goes on from it.
    private static final String AUDIT =
            """
            delete from audit where line in (
                select line from audit
                where at < :before and position < coalesce(
                    (select min(position) from audit where at >= :before),
                    (select max(position) from audit))
                order by position limit :most)
            """;
    private static final String AUDIT_PEOPLE =
            """
            delete from audit_people where token in (
                select token from audit_people where seen_on < cast(:before as date) limit :most)
            """;
    private static final String AUDIT_CHECKS =
            """
            delete from audit_checks where at in (
                select at from audit_checks where at < :before limit :most)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Properties properties;
    private final Clock clock;

    Retention(
            JdbcClient jdbc, TransactionTemplate transaction, Properties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /// How long what a trace belongs to is kept, in days.
    long days(Kept kept) {
        return switch (kept) {
            case OPENINGS -> properties.openings().toDays();
            case INVITATIONS -> properties.invitations().toDays();
            case ACCESS_REQUESTS -> properties.accessRequests().toDays();
            case AUDIT -> properties.audit().toDays();
            case WHILE_USED -> 0;
        };
    }

    /// Takes away all that is older than it may be.
    public void forget() {
        var openings = before(properties.openings());
        var invitations = before(properties.invitations());
        var audit = before(properties.audit());
        log.info(
                "Forgotten: {} latest openings, {} openings, {} invitations, {} people who left, {}"
                        + " lines of the audit",
                forget(LATEST_OPENINGS, openings),
                forget(OPENINGS, openings),
                forget(INVITATIONS, invitations),
                forget(DEPARTED, before(properties.departed())),
                forget(AUDIT, audit));
        forget(DELETIONS, openings);
        forget(ACCESS_REQUESTS, before(properties.accessRequests()));
        forget(PLACE_REQUESTS, before(properties.accessRequests()));
        forget(VACANCY_WATCHES, before(Duration.ZERO));
        forget(AUDIT_PEOPLE, audit);
        forget(AUDIT_CHECKS, audit);
        forget(ERASED_PEOPLE, before(properties.tokens()));
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }

    private long forget(String statement, OffsetDateTime before) {
        var all = 0L;
        int some;
        do {
            some =
                    transaction.execute(_ ->
                            jdbc.sql(statement)
                                    .param("before", before)
                                    .param("most", BATCH)
                                    .update());
            all += some;
        } while (some == BATCH);
        return all;
    }
}
