package webconference.room.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static webconference.room.WholeService.ADA;
import static webconference.room.WholeService.BRUNO;
import static webconference.room.WholeService.SAM;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import webconference.room.MovableClock;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.WholeService;
import webconference.room.WholeService.Api;
import webconference.room.WholeService.OtherServices;
import webconference.room.WholeService.Someone;
import webconference.room.audit.AuditLine;
import webconference.room.audit.AuditQuestion;
import webconference.room.audit.AuditTrail;
import webconference.room.audit.Chain;

/// What is kept of people, how they get it, and that it goes.
@WholeService
class PrivacyTest {

    private static final User AUDITOR =
            new User(new UserId("sam"), "Sam", Set.of(), Set.of(), true, true, true, Set.of());

    // Columns of words and bytes that tell of no person. One that is neither here nor in the table
    // of
    // traces was forgotten there.
    private static final Set<String> OF_NOBODY =
            Set.of(
                    "audit.acting_as",
                    "audit.detail",
                    "audit.establishment",
                    "audit.hash",
                    "audit.previous",
                    "audit.result",
                    "audit.trace",
                    "audit.what",
                    "audit_checks.finding",
                    "audit_checks.hash",
                    "establishment_rules.establishment",
                    "vacancy_watches.establishment",
                    "establishment_rules.stream_hosts",
                    "establishments.code",
                    "establishments.name",
                    "favourite_subjects.kind",
                    "people.told_by",
                    "groups.told_by",
                    "groups.establishments",
                    "erased_people.mark",
                    "directory_reads.source",
                    "directory_reads.failure",
                    // What a read of the directory has told so far; gone when it is whole.
                    "told_people.id",
                    "told_people.address",
                    "told_people.name",
                    "told_people.email",
                    "told_people.profile",
                    "told_people.establishments",
                    "told_people.search",
                    "told_groups.id",
                    "told_groups.name",
                    "told_groups.search",
                    "told_members.group_id",
                    "told_members.person",
                    "told_members.address",
                    "told_establishments.code",
                    "told_establishments.name",
                    "groups.id",
                    "groups.name",
                    "groups.search",
                    "interventions.what",
                    "invitations.creation_key",
                    "invitations.establishment",
                    "members.group_id",
                    "openings.close_reason",
                    "recipients.reason",
                    "recipients.status",
                    "rooms.access_groups",
                    "rooms.access_policy",
                    "rooms.creation_key",
                    "rooms.guest_link",
                    "rooms.guests_code",
                    // Hashes of who waits at a door, another at each; gone when they are.
                    "doorsteps.marks",
                    // Where wrong codes came from, for a minute.
                    "code_tries.who",
                    "rooms.establishment",
                    "rooms.failure_reason",
                    "rooms.name",
                    "rooms.run_host",
                    "rooms.run_reason",
                    "rooms.run_state",
                    "rooms.status",
                    "rooms.stream_key",
                    "rooms.stream_key_mark",
                    "rooms.stream_on_stop",
                    "rooms.stream_url",
                    "rooms.stream_wish",
                    "runs.end_reason",
                    "runs.host",
                    "shares.kind",
                    "shares.role",
                    // On their way, gone in a moment; what Kafka refused for good is looked
                    // through.
                    "outbox.topic",
                    "outbox.event_id",
                    "outbox.type",
                    "outbox.traceparent",
                    "outbox.payload",
                    "outbox.cause",
                    "inbox.topic",
                    // Ids of events and rooms, names of classes and services.
                    "dead_letters.topic",
                    "dead_letters.consumer",
                    "dead_letters.event_id",
                    "dead_letters.type",
                    "dead_letters.subject",
                    "dead_letters.cause",
                    "dead_letters.outcome",
                    "flyway_schema_history.version",
                    "flyway_schema_history.description",
                    "flyway_schema_history.type",
                    "flyway_schema_history.script",
                    "flyway_schema_history.installed_by",
                    "scheduled_tasks.task_name",
                    "scheduled_tasks.task_instance",
                    "scheduled_tasks.task_data",
                    "scheduled_tasks.picked_by");

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Autowired @Lazy Api api;
    @Autowired OtherServices others;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired MovableClock clock;
    @Autowired Retention retention;
    @Autowired AuditTrail audit;
    @Autowired Chain chain;

    @AfterEach
    void back_to_the_present() {
        clock.reset();
    }

    @Test
    void P30_every_column_that_may_hold_a_person_is_in_the_table_of_traces() {
        var columns =
                jdbc.sql(
                                """
                                select c.table_name || '.' || c.column_name
                                from information_schema.columns c
                                    join information_schema.tables t using (table_schema, table_name)
                                where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                                    and c.data_type in ('text', 'character varying', 'ARRAY', 'bytea',
                                        'json', 'jsonb', 'character')
                                    and c.udt_name <> '_uuid'
                                """)
                        .query(String.class)
                        .list();
        var known = new TreeSet<>(OF_NOBODY);
        Trace.ALL.forEach(trace -> known.addAll(trace.columns()));
        assertThat(columns).isNotEmpty().allSatisfy(c -> assertThat(known).contains(c));
    }

    @Test
    void P30_an_export_is_whole_and_an_erasure_leaves_nothing() {
        var someone = seeded();
        var before = traces(someone);
        assertThat(before.keySet()).as("places").hasSizeGreaterThanOrEqualTo(30);

        var asked = System.nanoTime();
        var export = api.get(someone, "/api/v1/me/export");
        assertThat(export.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(FIVE_MINUTES);
        assertThat(export.header("Content-Disposition")).contains("mes-donnees.json");
        for (var trace : Trace.ALL) {
            assertThat(before.keySet()).as(trace.name()).containsAnyElementsOf(trace.columns());
            var part =
                    export.json()
                            .path("parts")
                            .valueStream()
                            .filter(p -> p.path("name").asString().equals(trace.name()))
                            .findFirst()
                            .orElseThrow();
            assertThat(part.path("entries")).as(trace.name()).isNotEmpty();
        }
        var named = new TreeSet<String>();
        Trace.ALL.forEach(trace -> named.addAll(trace.columns()));
        assertThat(named)
                .containsAll(before.keySet().stream().filter(c -> !c.equals("outbox")).toList());

        while (chain.seal()) {}
        var lines = linesOf(someone);
        assertThat(lines).isNotEmpty();
        var ids = lines.stream().map(AuditLine::line).toList();
        var erased = api.post(SAM, "/api/v1/ops/people/" + someone.id() + "/erasure", null);
        assertThat(erased.status()).isEqualTo(202);

        await().untilAsserted(() -> assertThat(traces(someone)).isEmpty());
        while (chain.seal()) {}
        assertThat(chain.verify()).satisfies(c -> assertThat(c.intact()).isTrue());
        assertThat(linesOf(someone)).isEmpty();
        assertThat(
                        jdbc.sql("select count(*) from audit where line in (:ids)")
                                .param("ids", ids)
                                .query(Integer.class)
                                .single())
                .isEqualTo(ids.size());
        await().untilAsserted(() ->
                assertThat(others.heardOfPerson(someone.id()))
                        .extracting(h -> h.topic() + " " + h.type())
                        .containsExactly("people.v1 PersonErased"));
    }

    @Test
    void P30_a_second_erasure_changes_nothing_more() {
        var someone = seeded();
        for (var i = 0; i < 2; i++) {
            assertThat(
                            api.post(SAM, "/api/v1/ops/people/" + someone.id() + "/erasure", null)
                                    .status())
                    .isEqualTo(202);
        }
        await().untilAsserted(() -> assertThat(traces(someone)).isEmpty());
    }

    @Test
    void P30_what_runs_in_the_rooms_of_who_is_erased_ends() {
        var someone = aPerson();
        var room = api.room(someone, "Physique");
        api.put(someone, "/api/v1/rooms/" + room + "/opening", null);
        api.post(SAM, "/api/v1/ops/people/" + someone.id() + "/erasure", null);
        await().untilAsserted(() ->
                assertThat(others.typesOf(room)).containsExactly("RoomOpened", "RoomClosed"));
        assertThat(api.get(ADA, "/api/v1/rooms/" + room).status()).isEqualTo(404);
    }

    @Test
    void P30_a_token_that_is_older_than_the_erasure_brings_nobody_back() {
        var someone = aPerson();
        api.room(someone, "Physique");
        erase(someone);
        await().untilAsserted(() -> assertThat(traces(someone)).isEmpty());
        for (var path : List.of("me", "rooms", "rooms/" + UUID.randomUUID())) {
            assertThat(api.get(someone, "/api/v1/" + path).status()).as(path).isEqualTo(401);
        }
        assertThat(traces(someone)).isEmpty();
    }

    @Test
    void P30_who_signs_in_again_after_an_erasure_begins_anew() {
        var someone = aPerson();
        var room = api.room(someone, "Physique");
        clock.advance(Duration.ofMinutes(-2));
        erase(someone);
        await().untilAsserted(() -> assertThat(traces(someone)).isEmpty());
        clock.reset();
        assertThat(api.get(someone, "/api/v1/me").status()).isEqualTo(200);
        assertThat(api.get(someone, "/api/v1/rooms").response().body()).doesNotContain(room);
    }

    @Test
    void P30_that_somebody_was_erased_is_remembered_for_a_day() {
        var someone = aPerson();
        api.get(someone, "/api/v1/me");
        erase(someone);
        clock.advance(Duration.ofHours(23));
        retention.forget();
        assertThat(api.get(someone, "/api/v1/me").status()).isEqualTo(401);
        clock.advance(Duration.ofHours(2));
        retention.forget();
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from erased_people
                                        where mark = encode(sha256(convert_to(?, 'UTF8')), 'hex')
                                        """)
                                .param(someone.id())
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void P30_D44_who_left_the_directory_is_forgotten_a_year_later_and_lent_nothing_any_more() {
        var longGone = aPerson();
        var justGone = aPerson();
        var room = api.room(ADA, "Physique");
        for (var someone : List.of(longGone, justGone)) {
            api.get(someone, "/api/v1/me");
            share(api.room(ADA, "Chimie"), someone);
            assertThat(
                            api.post(
                                            someone,
                                            "/api/v1/favourites",
                                            "{\"name\":\"Équipe\",\"people\":[\"ada\"],\"groups\":[]}")
                                    .status())
                    .isBetween(200, 299);
        }
        share(room, longGone);
        left(longGone, Duration.ofDays(366));
        left(justGone, Duration.ofDays(364));

        retention.forget();

        assertThat(traces(longGone).keySet()).isSubsetOf("audit_people.person", "outbox");
        assertThat(traces(justGone))
                .containsKeys("people.id", "people.name", "favourites.owner", "shares.subject");
        assertThat(api.get(ADA, "/api/v1/rooms/" + room + "/shares").json().path("shares"))
                .isEmpty();
    }

    private void left(Someone someone, Duration ago) {
        jdbc.sql("update people set left_at = now() - cast(? as interval) where id = ?")
                .params(ago.toDays() + " days", someone.id())
                .update();
    }

    @Test
    void P30_a_reason_goes_with_who_wrote_it_and_with_whom_it_names_and_with_nobody_else() {
        var id = "ana-" + UUID.randomUUID();
        var ana = new Someone(id, "Ana Li (3.B)", "TEACHER", "0750001A", List.of(), List.of());
        api.get(ana, "/api/v1/me");
        var opening = used(api.streamedRoom(ADA, "Physique"));
        for (var reason :
                List.of(
                        "Demandé par Li, Ana (3.B).",
                        "Vu avec " + id + "@school.example",
                        "voir « " + id + " »",
                        "Banane lisse (3.B)",
                        "Ana est absente")) {
            intervention(opening, "sam", reason);
        }
        intervention(opening, id, "Je ferme.");
        var deleted = UUID.randomUUID();
        jdbc.sql("insert into deletions values (?, 'sam', now(), ?)")
                .params(deleted, "Doublon de " + id)
                .update();

        erase(ana);

        assertThat(
                        jdbc.sql("select reason from interventions where opening = cast(? as uuid)")
                                .param(opening)
                                .query((row, _) -> row.getString("reason"))
                                .list())
                .containsExactlyInAnyOrder(
                        "erased",
                        "erased",
                        "erased",
                        "erased",
                        "Banane lisse (3.B)",
                        "Ana est absente");
        assertThat(
                        jdbc.sql("select reason from deletions where room = ?")
                                .param(deleted)
                                .query(String.class)
                                .single())
                .isEqualTo("erased");
    }

    private void intervention(String opening, String by, String reason) {
        jdbc.sql(
                        """
                        insert into interventions (id, opening, what, by, at, reason)
                        values (gen_random_uuid(), cast(? as uuid), 'CLOSE', ?, now(), ?)
                        """)
                .params(opening, by, reason)
                .update();
    }

    private void erase(Someone someone) {
        assertThat(api.post(SAM, "/api/v1/ops/people/" + someone.id() + "/erasure", null).status())
                .isEqualTo(202);
    }

    @Test
    void
            P30_D44_openings_and_their_streams_go_a_year_after_their_end_and_invitations_after_180_days() {
        clock.advance(Duration.ofDays(-366));
        var room = api.streamedRoom(ADA, "Physique");
        var old = used(room);
        var invitation = invited(room);
        clock.advance(Duration.ofDays(2));
        var younger = used(room);
        clock.reset();
        var latest = used(room);

        retention.forget();
        assertThat(openings()).doesNotContain(old).contains(younger, latest);
        assertThat(count("runs", "opening", old)).isZero();
        assertThat(count("invitations", "id", invitation)).isZero();
        assertThat(count("recipients", "invitation", invitation)).isZero();
        clock.advance(Duration.ofDays(2));
        retention.forget();
        assertThat(openings()).doesNotContain(younger).contains(latest);
    }

    @Test
    void P30_the_latest_opening_of_a_room_goes_too() {
        clock.advance(Duration.ofDays(-366));
        var room = api.streamedRoom(ADA, "Physique");
        var old = used(room);
        clock.reset();
        retention.forget();
        assertThat(openings()).doesNotContain(old);
        assertThat(api.seen(ADA, room).path("stream").isNull()).isTrue();
        assertThat(api.put(ADA, "/api/v1/rooms/" + room + "/opening", null).status())
                .isEqualTo(200);
    }

    @Test
    void P30_an_invitation_of_yesterday_stays() {
        var room = api.room(ADA, "Physique");
        clock.advance(Duration.ofDays(-179));
        var invitation = invited(room);
        clock.reset();
        retention.forget();
        assertThat(count("invitations", "id", invitation)).isOne();
        clock.advance(Duration.ofDays(2));
        retention.forget();
        assertThat(count("invitations", "id", invitation)).isZero();
    }

    @Test
    void P30_who_asked_to_be_let_in_or_for_a_place_is_forgotten_after_thirty_days() {
        var someone = aPerson();
        var room = UUID.randomUUID().toString();
        clock.advance(Duration.ofDays(-29));
        api.post(someone, "/api/v1/rooms/" + room + "/access-requests", null);
        clock.reset();
        jdbc.sql("insert into place_requests values (?::uuid, ?, now() - interval '29 days')")
                .params(room, someone.id())
                .update();
        retention.forget();
        assertThat(count("access_requests", "room", room)).isOne();
        assertThat(count("place_requests", "room", room)).isOne();
        clock.advance(Duration.ofDays(2));
        retention.forget();
        assertThat(count("access_requests", "room", room)).isZero();
        assertThat(count("place_requests", "room", room)).isZero();
    }

    @Test
    void P30_the_audit_goes_a_year_after_and_its_chain_goes_on_from_what_is_left() {
        theAuditIsEmpty();
        clock.advance(Duration.ofDays(-366));
        var someone = aPerson();
        var room = api.room(someone, "Physique");
        while (chain.seal()) {}
        clock.reset();
        var young = api.room(ADA, "Chimie");
        while (chain.seal()) {}
        assertThat(chain.verify().intact()).isTrue();

        retention.forget();
        assertThat(count("audit", "room", room)).isZero();
        assertThat(count("audit", "room", young)).isOne();
        assertThat(
                        jdbc.sql("select count(*) from audit_people where person = ?")
                                .param(someone.id())
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(chain.verify()).satisfies(c -> assertThat(c.intact()).isTrue());
    }

    @Test
    void P25_P30_the_database_keeps_the_audit_half_a_year_whatever_the_job_wants() {
        var room = api.room(ADA, "Physique");
        while (chain.seal()) {}
        clock.advance(Duration.ofDays(400));
        assertThatThrownBy(retention::forget)
                .rootCause()
                .hasMessageContaining("the audit keeps its lines");
        assertThat(count("audit", "room", room)).isOne();
    }

    private void theAuditIsEmpty() {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local role postgres").update();
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from audit").update();
            jdbc.sql("delete from audit_checks").update();
        });
    }

    private Someone aPerson() {
        var id = "person-" + UUID.randomUUID();
        return new Someone(
                id, "Name of " + id, "TEACHER", "0750001A", List.of("equipe-3b"), List.of());
    }

    /// Somebody who has done all that leaves traces, in rooms of their own and of others.
    private Someone seeded() {
        var someone = aPerson();
        api.get(someone, "/api/v1/me");
        api.get(BRUNO, "/api/v1/me");
        var own = api.streamedRoom(someone, "Physique");
        api.room(someone, "Chimie");
        used(someone, own);
        for (var i = 0; i < 3; i++) {
            var room = api.streamedRoom(ADA, "Maths");
            share(room, someone);
            used(someone, room);
            wrote(someone, own, "bruno");
            wrote(ADA, room, someone.id());
        }
        api.post(someone, "/api/v1/rooms/" + UUID.randomUUID() + "/access-requests", null);
        jdbc.sql("insert into place_requests values (?::uuid, ?, now())")
                .params(own, someone.id())
                .update();
        jdbc.sql("insert into deletions values (gen_random_uuid(), ?, now(), 'Doublon')")
                .params(someone.id())
                .update();
        hasShared(someone);
        var streamed = api.streamedRoom(ADA, "Live");
        share(streamed, someone);
        var opening = open(someone, streamed);
        var run = UUID.randomUUID();
        stream(streamed, opening, run, 1, "StreamRequested", Map.of("host", "localhost"));
        stream(streamed, opening, run, 2, "StreamLive", Map.of());
        stream(streamed, opening, run, 3, "StreamPaused", Map.of("by", someone.id()));
        await().untilAsserted(() ->
                assertThat(api.seen(ADA, streamed).at("/stream/state").asString())
                        .isEqualTo("PAUSED"));
        api.put(someone, "/api/v1/rooms/" + streamed + "/stream", "{\"wanted\":\"LIVE\"}");
        api.put(
                someone,
                "/api/v1/rooms/" + own + "/shares",
                "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"bruno\",\"role\":\"MANAGER\"}]}");
        api.get(someone, "/api/v1/rooms/" + UUID.randomUUID());
        api.call(
                someone,
                "PUT",
                "/api/v1/rooms/" + own + "/opening",
                null,
                "Caller-Address",
                addressOf(someone));
        var list = "{\"name\":\"%s\",\"people\":[\"%s\"],\"groups\":[]}";
        var theirs = list.formatted(someone.id(), "bruno");
        assertThat(api.post(someone, "/api/v1/favourites", theirs).status()).isBetween(200, 299);
        var adas = list.formatted("Équipe", someone.id());
        assertThat(api.post(ADA, "/api/v1/favourites", adas).status()).isBetween(200, 299);
        jdbc.sql("insert into vacancy_watches values (?, ?, cast(? as uuid), now())")
                .params(someone.id(), "school-" + UUID.randomUUID(), own)
                .update();
        jdbc.sql("insert into establishment_rules values (?, true, true, 9, '{}', 1, ?, now())")
                .params("school-" + UUID.randomUUID(), someone.id())
                .update();
        intervention(opening, someone.id(), "x");
        intervention(opening, "sam", "Demandé par " + someone.name());
        return someone;
    }

    /// A room that they do not own, on to somebody else.
    private void hasShared(Someone someone) {
        var room = api.room(ADA, "Biologie");
        var manager = "{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"MANAGER\"}";
        var path = "/api/v1/rooms/" + room + "/shares";
        var theirs = manager.formatted(someone.id());
        api.put(ADA, path, "{\"shares\":[" + theirs + "]}");
        var both = theirs + "," + manager.formatted("bruno");
        assertThat(api.put(someone, path, "{\"shares\":[" + both + "]}").status()).isEqualTo(200);
    }

    private void share(String room, Someone with) {
        var shared =
                api.put(
                        ADA,
                        "/api/v1/rooms/" + room + "/shares",
                        "{\"shares\":[{\"kind\":\"PERSON\",\"id\":\"%s\",\"role\":\"MODERATOR\"}]}"
                                .formatted(with.id()));
        assertThat(shared.status()).isEqualTo(200);
    }

    private void wrote(Someone by, String room, String to) {
        clock.advance(Duration.ofHours(2)); // there is a limit to how much one writes
        var sent =
                api.post(
                        by,
                        "/api/v1/rooms/" + room + "/invitations",
                        """
                        {"recipients":[{"kind":"PERSON","id":"%1$s"}],"people":["%1$s"],"groups":[],
                         "subject":"Cours de %3$s",
                         "body":"<p>%3$s: https://visio.example.org/salles/%2$s/rejoindre</p>"}
                        """
                                .formatted(to, room, by.id()));
        assertThat(sent.status()).isBetween(200, 299);
    }

    private String used(String room) {
        return used(ADA, room);
    }

    /// Opened, streamed, stopped and closed by them.
    private String used(Someone by, String room) {
        var opening = open(by, room);
        var run = UUID.randomUUID();
        stream(room, opening, run, 1, "StreamRequested", Map.of("host", "localhost"));
        stream(
                room,
                opening,
                run,
                2,
                "StreamEnded",
                Map.of("reason", "STOPPED_BY_USER", "by", by.id()));
        api.delete(by, "/api/v1/rooms/" + room + "/opening");
        meeting(room, opening, 2, "MeetingEnded");
        await().untilAsserted(() -> {
            assertThat(api.seen(by, room).path("status").asString()).isEqualTo("CLOSED");
            assertThat(
                            jdbc.sql(
                                            "select count(*) from runs where id = ? and ended_at is not null")
                                    .param(run)
                                    .query(Integer.class)
                                    .single())
                    .isOne();
        });
        return opening;
    }

    private String open(Someone by, String room) {
        var opened = api.put(by, "/api/v1/rooms/" + room + "/opening", null);
        assertThat(opened.status()).isEqualTo(200);
        var opening = opened.text("/opening/id");
        meeting(room, opening, 1, "MeetingStarted");
        await().untilAsserted(() ->
                assertThat(api.seen(by, room).path("status").asString()).isEqualTo("OPEN"));
        return opening;
    }

    private void meeting(String room, String opening, int revision, String type) {
        var data = new HashMap<String, Object>(Map.of("room", room, "opening", opening));
        data.put("revision", revision);
        data.put("at", clock.instant().toString());
        data.put("reason", "CLOSED");
        others.tell("meetings.v1", type, data);
    }

    private void stream(
            String room,
            String opening,
            UUID run,
            int revision,
            String type,
            Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.put("room", room);
        data.put("opening", opening);
        data.put("run", run.toString());
        data.put("revision", revision);
        data.put("at", clock.instant().toString());
        others.tell("streams.v1", type, data);
    }

    private String invited(String room) {
        api.get(BRUNO, "/api/v1/me");
        wrote(ADA, room, "bruno");
        return jdbc.sql("select id from invitations where room = ? order by sent_at desc limit 1")
                .param(UUID.fromString(room))
                .query(String.class)
                .single();
    }

    private List<String> openings() {
        return jdbc.sql("select id from openings").query((row, _) -> row.getString("id")).list();
    }

    private int count(String table, String column, String id) {
        return jdbc.sql("select count(*) from %s where %s = ?".formatted(table, column))
                .param(UUID.fromString(id))
                .query(Integer.class)
                .single();
    }

    private List<AuditLine> linesOf(Someone someone) {
        return audit.read(new AuditQuestion(someone.id(), null, null, null, null, null), AUDITOR);
    }

    /// Where they and nobody else come from.
    private static String addressOf(Someone someone) {
        var digits = someone.id().substring(someone.id().length() - 12);
        return "2001:db8::" + digits.replaceAll("(.{4})(.{4})", "$1:$2:");
    }

    /// Where in the whole database their id, name or address is, by column, and how often.
    private Map<String, Integer> traces(Someone someone) {
        var found = new HashMap<String, Integer>();
        var id = someone.id();
        var signs =
                new String[] {
                    "%" + id + "%", "%" + id.replace('-', ' ') + "%", "%" + addressOf(someone) + "%"
                };
        jdbc.sql(
                        """
                        select table_name, column_name, data_type from information_schema.columns
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'
                        """)
                .query((row, _) ->
                        List.of(
                                row.getString("table_name"),
                                row.getString("column_name"),
                                row.getString("data_type")))
                .list()
                .forEach(column -> {
                    var value =
                            column.get(2).equals("bytea")
                                    ? "encode(\"%s\", 'escape')".formatted(column.get(1))
                                    : "\"%s\"::text".formatted(column.get(1));
                    var times =
                            jdbc.sql(
                                            "select count(*) from \"%s\" where %s like any (?)"
                                                    .formatted(column.get(0), value))
                                    .param(signs)
                                    .query(Integer.class)
                                    .single();
                    if (times > 0 && !column.get(0).equals("outbox")) {
                        found.put(column.get(0) + "." + column.get(1), times);
                    } else if (times > 0) {
                        found.put("outbox", times);
                    }
                });
        return found;
    }
}
