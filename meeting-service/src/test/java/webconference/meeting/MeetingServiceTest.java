package webconference.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The whole service, nothing faked but BigBlueButton's people.
@WholeService
class MeetingServiceTest {

    private static final URI WEBHOOK = URI.create(WholeService.WEBHOOK);

    @LocalServerPort int port;
    @Autowired PretendBbb one;
    @Autowired PretendBbb two;
    @Autowired WholeService.Kafka kafka;
    @Autowired MeetingDesk desk;
    @Autowired JdbcClient jdbc;
    @Autowired MeterRegistry meters;
    @Autowired PlatformTransactionManager transactions;

    private final RoomId room = new RoomId(UUID.randomUUID());
    private final OpeningId opening = new OpeningId(UUID.randomUUID());
    private final HttpClient http = HttpClient.newHttpClient();

    /// Long for a machine that does other things too; a test that holds does not wait for it.
    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    @BeforeEach
    void all_servers_are_well() {
        one.comeBack();
        two.comeBack();
        await().until(() ->
                desk.takesMeetings(new ServerName("one"))
                        && desk.takesMeetings(new ServerName("two")));
    }

    @AfterEach
    void servers_come_back() {
        one.comeBack();
        two.comeBack();
        http.close();
    }

    // Opening

    @Test
    void S26_opening_a_room_starts_its_meeting_and_says_so() {
        open(false);
        assertThat(kafka.about(opening))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.key()).isEqualTo(room.toString());
                    assertThat(it.data().get("revision").asInt()).isEqualTo(1);
                });
        assertThat(bbb().created(opening)).containsEntry("name", "Physique 3B");
    }

    @Test
    void S34_S35_D21_an_opening_told_many_times_has_one_meeting() {
        open(false);
        kafka.roomOpened(room, opening, "Physique 3B", false);
        kafka.roomClosed(room, opening);
        kafka.roomOpened(room, opening, "Physique 3B", false);
        awaitEvent("MeetingEnded");
        assertThat(calls("create", opening)).isEqualTo(1);
        assertThat(kafka.typesAbout(opening)).containsExactly("MeetingStarted", "MeetingEnded");
    }

    @Test
    void S33_opening_again_gives_a_new_meeting() {
        open(false);
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        var next = new OpeningId(UUID.randomUUID());
        kafka.roomOpened(room, next, "Physique 3B", false);
        await().until(() -> kafka.typesAbout(next).contains("MeetingStarted"));
        assertThat(kafka.typesAbout(opening)).containsExactly("MeetingStarted", "MeetingEnded");
    }

    @Test
    void our_share_of_opening_a_room_is_small() {
        open(false);
        var delays =
                IntStream.range(0, 20)
                        .mapToLong(_ -> {
                            var next = new OpeningId(UUID.randomUUID());
                            var began = System.nanoTime();
                            kafka.roomOpened(
                                    new RoomId(UUID.randomUUID()), next, "Physique 3B", false);
                            await().pollInterval(Duration.ofMillis(2))
                                    .until(() -> kafka.typesAbout(next).contains("MeetingStarted"));
                            return (System.nanoTime() - began) / 1_000_000;
                        })
                        .sorted()
                        .toArray();
        // The scheduler looks once a second by itself: who waited for that would wait 500 ms.
        assertThat(delays[10]).as("median of %s ms", Arrays.toString(delays)).isLessThan(350);
    }

    @Test
    void meetings_are_spread_over_the_servers_also_while_they_are_being_made() {
        var openings =
                IntStream.range(0, 20).mapToObj(_ -> new OpeningId(UUID.randomUUID())).toList();
        for (var each : openings) {
            kafka.roomOpened(new RoomId(UUID.randomUUID()), each, "Physique 3B", false);
        }
        await().until(() ->
                openings.stream().allMatch(it -> kafka.typesAbout(it).contains("MeetingStarted")));
        var onOne = openings.stream().filter(one::has).count();
        assertThat(onOne).isBetween(5L, 15L);
        assertThat(openings).allMatch(it -> one.has(it) != two.has(it));
    }

    @Test
    void a_server_that_fails_is_made_up_for_by_another() {
        one.answerTo("create", exchange -> PretendBbb.answer(exchange, 500, "text/html", "no"));
        open(false);
        assertThat(two.has(opening)).isTrue();
    }

    @Test
    void F4_who_opens_is_told_within_twelve_seconds_that_no_server_answers() {
        for (var bbb : List.of(one, two)) {
            bbb.answerTo("create", _ -> new CountDownLatch(1).await());
        }
        var began = Instant.now();
        kafka.roomOpened(room, opening, "Physique 3B", false);
        awaitEvent("MeetingStartFailed");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(12));
        assertThat(kafka.about(opening).getFirst().data().get("reason").asString())
                .isEqualTo("UNREACHABLE");
    }

    @Test
    void who_opens_is_told_at_once_that_all_servers_refuse() {
        for (var bbb : List.of(one, two)) {
            bbb.answerTo(
                    "create",
                    exchange ->
                            PretendBbb.answer(
                                    exchange,
                                    "<response><returncode>FAILED</returncode><messageKey>"
                                            + "apiNotEnabled</messageKey></response>"));
        }
        kafka.roomOpened(room, opening, "Physique 3B", false);
        awaitEvent("MeetingStartFailed");
        assertThat(kafka.about(opening).getFirst().data().get("reason").asString())
                .isEqualTo("REFUSED");
    }

    @Test
    void an_opening_whose_instance_was_killed_in_the_middle_is_finished_by_another() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> {
                    desk.roomOpened(room, opening, "Physique 3B", false, false, null);
                    var picked =
                            jdbc.sql(
                                            """
                                            update scheduled_tasks
                                            set picked = true, picked_by = 'killed',
                                                last_heartbeat = now() - interval '1 hour'
                                            where task_instance = ?
                                            """)
                                    .param(opening.toString())
                                    .update();
                    assertThat(picked).isEqualTo(1);
                });
        awaitEvent("MeetingStarted");
    }

    // Closing

    @Test
    void S28_closing_the_room_ends_the_meeting_for_everybody() {
        open(false);
        var bbb = bbb();
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        assertThat(bbb.has(opening)).isFalse();
        assertThat(ended()).isEqualTo("CLOSED");
    }

    @Test
    void S36_D24_closing_a_meeting_that_bbb_no_longer_knows_succeeds() {
        open(false);
        bbb().answerTo(
                        "getMeetings",
                        exchange -> PretendBbb.answer(exchange, 500, "text/html", "no"));
        bbb().endInMeeting(opening);
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        assertThat(ended()).isEqualTo("CLOSED");
    }

    @Test
    void F5_a_meeting_whose_server_is_away_is_ended_when_it_is_back() {
        open(false);
        var bbb = bbb();
        bbb.answerTo("end", exchange -> PretendBbb.answer(exchange, 500, "text/html", "no"));
        kafka.roomClosed(room, opening);
        await().until(() -> bbb.calls("end").stream().filter(this::isOurs).count() >= 2);
        assertThat(kafka.typesAbout(opening)).containsExactly("MeetingStarted");
        bbb.comeBack();
        awaitEvent("MeetingEnded");
        assertThat(bbb.has(opening)).isFalse();
    }

    @Test
    void a_room_closed_before_its_meeting_exists_has_none_and_hears_that_it_ended() {
        var making = new CountDownLatch(1);
        for (var bbb : List.of(one, two)) {
            bbb.answerTo(
                    "create",
                    exchange -> {
                        making.await();
                        bbb.answerTruly(exchange);
                    });
        }
        kafka.roomOpened(room, opening, "Physique 3B", false);
        await().until(() -> calls("create", opening) == 1);
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        making.countDown();
        await().until(() -> calls("end", opening) >= 2);
        await().until(() -> !one.has(opening) && !two.has(opening));
        assertThat(kafka.typesAbout(opening)).containsExactly("MeetingEnded");
    }

    @Test
    void a_room_closed_before_we_hear_that_it_opened_has_no_meeting() {
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        kafka.roomOpened(room, opening, "Physique 3B", false);
        var later = new OpeningId(UUID.randomUUID());
        kafka.roomOpened(room, later, "Physique 3B", false);
        await().until(() -> kafka.typesAbout(later).contains("MeetingStarted"));
        assertThat(calls("create", opening)).isZero();
    }

    @Test
    void S29_D4_ending_in_the_meeting_is_told_by_the_server_itself() {
        open(false);
        bbb().answerTo(
                        "getMeetings",
                        exchange -> PretendBbb.answer(exchange, 500, "text/html", "no"));
        var body = PretendBbb.callbackBody(now(), PretendBbb.event("meeting-ended", opening, ""));
        assertThat(bbb().callBack(WEBHOOK, webhook(), body)).isEqualTo(204);
        awaitEvent("MeetingEnded");
        assertThat(ended()).isEqualTo("ENDED_IN_MEETING");
    }

    @Test
    void S29_F6_ending_in_the_meeting_is_found_out_without_callbacks() {
        open(false);
        bbb().endInMeeting(opening);
        awaitEvent("MeetingEnded");
        assertThat(ended()).isEqualTo("ENDED_IN_MEETING");
    }

    @Test
    void a_meeting_nobody_wants_any_longer_is_ended_wherever_it_is_found() {
        open(false);
        var other = one.has(opening) ? two : one;
        other.put(opening);
        await().until(() -> !other.has(opening));
        assertThat(kafka.typesAbout(opening)).containsExactly("MeetingStarted");
        var foreign = new OpeningId(UUID.randomUUID());
        other.put(foreign);
        other.put(opening);
        await().until(() -> !other.has(opening));
        assertThat(other.has(foreign)).isTrue();
        other.endInMeeting(foreign);
    }

    @Test
    void F27_a_server_that_dies_loses_its_meetings_and_they_are_ended_when_it_is_back() {
        open(false);
        var dead = bbb();
        dead.goDown();
        awaitEvent("MeetingEnded");
        assertThat(ended()).isEqualTo("LOST");
        var next = new OpeningId(UUID.randomUUID());
        kafka.roomOpened(room, next, "Physique 3B", false);
        await().until(() -> kafka.typesAbout(next).contains("MeetingStarted"));
        assertThat(dead.has(next)).isFalse();
        dead.comeBack();
        jdbc.sql("update meeting set ended_at = now() - interval '1 minute' where opening = ?")
                .param(opening.value())
                .update();
        await().until(() -> !dead.has(opening));
    }

    @Test
    void an_outage_too_short_to_lose_anything_ends_nothing() {
        open(false);
        var bbb = bbb();
        var seen = bbb.calls("getMeetings").size();
        bbb.answerTo(
                "getMeetings", exchange -> PretendBbb.answer(exchange, 500, "text/html", "no"));
        await().until(() -> bbb.calls("getMeetings").size() > seen);
        bbb.comeBack();
        var after = bbb.calls("getMeetings").size();
        await().until(() -> bbb.calls("getMeetings").size() > after + 1);
        assertThat(kafka.typesAbout(opening)).containsExactly("MeetingStarted");
    }

    // Presence

    @Test
    void S68_callbacks_tell_of_moderators_and_people_and_never_of_Live() {
        open(false);
        bbb().enter(opening, "ada", Role.MODERATOR);
        bbb().enter(opening, "live-" + opening, Role.VIEWER);
        bbb().enter(opening, "zoe", Role.VIEWER);
        var body =
                PretendBbb.callbackBody(
                        now(),
                        joined("ada", Role.MODERATOR),
                        joined("live-" + opening, Role.VIEWER),
                        joined("zoe", Role.VIEWER));
        assertThat(bbb().callBack(WEBHOOK, webhook(), body)).isEqualTo(204);
        await().until(() -> kafka.typesAbout(opening).contains("AttendanceChanged"));
        var repeated = meters.counter("bbb.callback", "outcome", "repeated");
        var before = repeated.count();
        assertThat(bbb().callBack(WEBHOOK, webhook(), body)).as("repeated").isEqualTo(204);
        assertThat(repeated.count()).isEqualTo(before + 1);
        assertThat(kafka.typesAbout(opening))
                .containsExactly("MeetingStarted", "ModeratorJoined", "AttendanceChanged");
        var attendance = kafka.about(opening).getLast().data();
        assertThat(attendance.get("people").asInt()).isEqualTo(2);
        assertThat(attendance.get("moderators").asInt()).isEqualTo(1);

        bbb().leave(opening, "ada");
        var left =
                PretendBbb.callbackBody(
                        now(),
                        PretendBbb.event(
                                "user-left", opening, PretendBbb.user("ada", Role.MODERATOR)));
        assertThat(bbb().callBack(WEBHOOK, webhook(), left)).isEqualTo(204);
        awaitEvent("ModeratorLeft");
        await().until(() ->
                kafka.about(opening).getLast().type().equals("AttendanceChanged")
                        && kafka.about(opening).getLast().data().get("people").asInt() == 1);
    }

    @Test
    void who_is_there_is_found_out_without_callbacks() {
        open(false);
        bbb().enter(opening, "ada", Role.MODERATOR);
        awaitEvent("ModeratorJoined");
        bbb().leave(opening, "ada");
        awaitEvent("ModeratorLeft");
        assertThat(kafka.typesAbout(opening)).doesNotContain("MeetingEnded");
        await().until(() ->
                kafka.about(opening).stream()
                                .filter(it -> it.type().equals("AttendanceChanged"))
                                .count()
                        == 2);
    }

    @Test
    void O7_who_stands_before_a_server_is_told_whose_meeting_it_is() {
        open(false);
        assertThat(bbb().saidToTheFront("create"))
                .containsEntry("Client-structure", "0750001A")
                .containsEntry("Client-room", room.toString())
                .containsEntry("Client-locale", "fr")
                .containsKey("Client-server");
    }

    @Test
    void D4_P7_a_callback_that_proves_nothing_has_no_effect() {
        open(false);
        var bbb = bbb();
        var other = one.has(opening) ? two : one;
        var ended = PretendBbb.event("meeting-ended", opening, "");
        var body = PretendBbb.callbackBody(now(), ended);
        assertThat(PretendBbb.post(webhook(), body, "")).isEqualTo(401);
        assertThat(PretendBbb.post(webhook(), body, PretendBbb.hex("SHA-1", WEBHOOK + body)))
                .isEqualTo(401);
        var altered = body + "&x=y";
        assertThat(
                        PretendBbb.post(
                                webhook(),
                                altered,
                                PretendBbb.hex("SHA-1", WEBHOOK + body + "the secret of one")))
                .isEqualTo(401);
        var old = PretendBbb.callbackBody(now() - Duration.ofMinutes(6).toMillis(), ended);
        assertThat(bbb.callBack(WEBHOOK, webhook(), old)).as("old").isEqualTo(401);
        var later = PretendBbb.callbackBody(now(), ended);
        assertThat(other.callBack(WEBHOOK, webhook(), later)).as("another's").isEqualTo(204);
        assertThat(bbb.callBack(WEBHOOK, webhook(), PretendBbb.callbackBody(now(), "?")))
                .as("authentic, but unreadable")
                .isEqualTo(204);
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        assertThat(ended()).isEqualTo("CLOSED");
    }

    @Test
    void callbacks_are_asked_for_at_every_server_when_the_service_starts() {
        await().until(() ->
                !one.calls("hooks/create").isEmpty() && !two.calls("hooks/create").isEmpty());
        assertThat(one.calls("hooks/create").getFirst().parameters())
                .containsEntry("callbackURL", WholeService.WEBHOOK);
    }

    // Entry

    @Test
    void S26_the_opener_arrives_as_moderator() {
        open(true);
        var answer = enter(pass("ada", "Ada Diallo", "MODERATOR", 60));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        var link = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(link.toString()).startsWith(bbb().url() + "api/join?");
        assertThat(PretendBbb.parameters(link.getRawQuery()))
                .containsEntry("role", "MODERATOR")
                .containsEntry("fullName", "Ada Diallo")
                .containsEntry("userID", "ada")
                .containsEntry("createTime", "" + bbb().createTime(opening))
                .doesNotContainKey("guest");
    }

    @Test
    void S31_S54_a_participant_arrives_as_viewer_and_waits_where_there_is_a_waiting_room() {
        open(true);
        var answer = enter(pass("zoe", "Zoé Bernard", "VIEWER", 60));
        var link = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(PretendBbb.parameters(link.getRawQuery()))
                .containsEntry("role", "VIEWER")
                .containsEntry("guest", "true");
    }

    @Test
    void without_a_waiting_room_a_guest_waits_and_nobody_else() {
        kafka.roomOpenedToGuests(room, opening, "Physique 3B");
        awaitEvent("MeetingStarted");
        assertThat(bbb().calls("create").stream().filter(this::isOurs))
                .allSatisfy(call ->
                        assertThat(call.parameters()).containsEntry("guestPolicy", "ASK_MODERATOR"))
                .isNotEmpty();
        assertThat(joined(enter(pass("zoe", "Zoé Bernard", "VIEWER", 60))))
                .containsEntry("guest", "false");
        assertThat(joined(enter(guestPass(true))))
                .containsEntry("role", "VIEWER")
                .containsEntry("userID", "guest-1")
                .containsEntry("fullName", "Zoé Bernard (invité)")
                .containsEntry("guest", "true")
                .containsEntry("errorRedirectUrl", "https://portal.example.org/p/a-link");
        assertThat(joined(enter(guestPass(false)))).containsEntry("guest", "false");
    }

    @Test
    void a_guest_waits_with_all_others_where_there_is_a_waiting_room() {
        open(true);
        assertThat(joined(enter(guestPass(false)))).containsEntry("guest", "true");
    }

    @Test
    void a_guest_who_comes_when_there_is_no_meeting_is_sent_back_to_the_link() {
        var answer = enter(guestPass(true));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://portal.example.org/p/a-link");
    }

    private static Map<String, String> joined(HttpResponse<String> answer) {
        var link = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return PretendBbb.parameters(link.getRawQuery());
    }

    private String guestPass(boolean waits) {
        return signed(
                WholeService.PASS_SECRET,
                new JWTClaimsSet.Builder(claims("guest-1", "Zoé Bernard (invité)", "VIEWER", 60))
                        .claim("waits", waits)
                        .claim("door", "/p/a-link")
                        .build());
    }

    @Test
    void S32_who_comes_before_the_meeting_has_started_or_after_it_ended_is_sent_to_the_door() {
        assertSentToTheDoor(enter(pass("zoe", "Zoé Bernard", "VIEWER", 60)));
        open(false);
        kafka.roomClosed(room, opening);
        awaitEvent("MeetingEnded");
        assertSentToTheDoor(enter(pass("zoe", "Zoé Bernard", "VIEWER", 60)));
    }

    @Test
    void S32_of_many_who_come_at_once_as_many_get_in_as_there_are_places() throws Exception {
        open(false);
        assertThat(kafka.about(opening).getFirst().data().get("places").asInt())
                .isEqualTo(WholeService.PLACES);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var let = 0;
            for (var answer :
                    people.invokeAll(
                            IntStream.range(0, 12)
                                    .<Callable<HttpResponse<String>>>mapToObj(
                                            i -> () -> enter(pass("p" + i, "Zoé", "VIEWER", 60)))
                                    .toList())) {
                if (answer.get().statusCode() == 302) {
                    let++;
                } else {
                    assertSentToTheDoor(answer.get(), "?plein=3");
                }
            }
            assertThat(let).isEqualTo(WholeService.PLACES);
        }
        assertThat(enter(pass("ada", "Ada Diallo", "MODERATOR", 60)).statusCode()).isEqualTo(302);
        assertThat(enter(guestPass(false)).headers().firstValue("Location"))
                .contains("https://portal.example.org/p/a-link?plein=3");
    }

    @Test
    void S32_a_place_that_frees_is_given_to_the_next_and_nobody_loses_their_own() {
        open(false);
        var bbb = bbb();
        assertThat(enter(pass("zoe", "Zoé Bernard", "VIEWER", 60)).statusCode()).isEqualTo(302);
        bbb.enter(opening, "ada", Role.MODERATOR);
        bbb.enter(opening, "zoe", Role.VIEWER);
        bbb.enter(opening, "bruno", Role.VIEWER);
        awaitPeople(3);
        assertSentToTheDoor(enter(pass("chloe", "Chloé", "VIEWER", 60)), "?plein=3");
        assertThat(enter(pass("zoe", "Zoé Bernard", "VIEWER", 60)).statusCode()).isEqualTo(302);
        bbb.leave(opening, "bruno");
        awaitPeople(2);
        assertThat(enter(pass("chloe", "Chloé", "VIEWER", 60)).statusCode()).isEqualTo(302);
        assertSentToTheDoor(enter(pass("malo", "Malo", "VIEWER", 60)), "?plein=3");
    }

    @Test
    void S32_who_was_shown_in_and_never_arrived_gives_their_place_back() {
        open(false);
        for (var person : List.of("zoe", "bruno", "chloe")) {
            assertThat(enter(pass(person, person, "VIEWER", 60)).statusCode()).isEqualTo(302);
        }
        assertSentToTheDoor(enter(pass("malo", "Malo", "VIEWER", 60)), "?plein=3");
        jdbc.sql("update used_pass set used_at = now() - interval '31 seconds' where opening = ?")
                .param(opening.value())
                .update();
        assertThat(enter(pass("malo", "Malo", "VIEWER", 60)).statusCode()).isEqualTo(302);
    }

    private void awaitPeople(int people) {
        await().until(() ->
                kafka.about(opening).getLast().type().equals("AttendanceChanged")
                        && kafka.about(opening).getLast().data().get("people").asInt() == people);
    }

    @Test
    void P4_a_pass_is_good_once_whoever_is_quicker() throws Exception {
        open(false);
        var pass = pass("zoe", "Zoé Bernard", "VIEWER", 60);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    people.invokeAll(
                            IntStream.range(0, 8)
                                    .<Callable<Integer>>mapToObj(
                                            _ -> () -> enter(pass).statusCode())
                                    .toList());
            var let = 0;
            for (var answer : answers) {
                let += answer.get() == 302 ? 1 : 0;
            }
            assertThat(let).isEqualTo(1);
        }
        assertSentToTheDoor(enter(pass));
    }

    @Test
    void P4_a_pass_is_good_for_a_minute_at_most() {
        open(false);
        assertSentToTheDoor(enter(pass("zoe", "Zoé Bernard", "VIEWER", -1)));
        assertThat(enter(pass("zoe", "Zoé Bernard", "VIEWER", 3_600)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_pass_of_nobody_opens_nothing() {
        open(false);
        var forged =
                signed(
                        "another-secret-that-is-long-enough-0123456789",
                        claims("zoe", "Zoé Bernard", "MODERATOR", 60));
        var foreign =
                signed(
                        WholeService.PASS_SECRET,
                        new JWTClaimsSet.Builder(claims("zoe", "Zoé Bernard", "MODERATOR", 60))
                                .issuer("somebody")
                                .build());
        var halved =
                signed(
                        WholeService.PASS_SECRET,
                        new JWTClaimsSet.Builder(claims("zoe", "Zoé Bernard", "MODERATOR", 60))
                                .claim("role", "KING")
                                .build());
        for (var pass : List.of(forged, foreign, halved, "x", "a.b.c", "")) {
            assertThat(enter(pass).statusCode()).isEqualTo(400);
        }
    }

    // Between services

    @Test
    void S56_S57_streaming_gets_Lives_entrance_and_nobody_else() throws Exception {
        open(true);
        var path = "/internal/v1/meetings/" + opening + "/live-link";
        var answer = post(path, access(60), "{\"admitted\":false}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .contains("join?fullName=Live", "guest=true", "userID=live-" + opening);
        assertThat(post(path, access(60), "{\"admitted\":true}").body()).contains("guest=false");
        assertThat(post(path, "", "{}").statusCode()).isEqualTo(401);
        assertThat(post(path, access(-10), "{\"admitted\":true}").statusCode()).isEqualTo(401);
        assertThat(post(path, access(3_600), "{\"admitted\":true}").statusCode()).isEqualTo(401);
        assertThat(
                        post(path, pass("zoe", "Zoé", "MODERATOR", 60), "{\"admitted\":true}")
                                .statusCode())
                .isEqualTo(401);
        var unknown = "/internal/v1/meetings/" + UUID.randomUUID() + "/live-link";
        var missing = post(unknown, access(60), "{\"admitted\":true}");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("urn:problem:meeting-not-found");
    }

    @Test
    void S68_streaming_hears_whether_a_moderator_is_there_now() throws Exception {
        open(false);
        var path = "/internal/v1/meetings/" + opening + "/presence";
        bbb().enter(opening, "ada", Role.MODERATOR);
        bbb().enter(opening, "live-" + opening, Role.VIEWER);
        assertThat(get(path, access(60)).body())
                .isEqualTo("{\"running\":true,\"people\":1,\"moderators\":1}");
        bbb().answerTo(
                        "getMeetingInfo",
                        exchange -> PretendBbb.answer(exchange, 500, "text/html", "no"));
        assertThat(get(path, access(60)).body()).contains("\"moderators\":1");
        bbb().comeBack();
        bbb().endInMeeting(opening);
        assertThat(get(path, access(60)).body())
                .isEqualTo("{\"running\":false,\"people\":0,\"moderators\":0}");
        assertThat(
                        get("/internal/v1/meetings/" + UUID.randomUUID() + "/presence", access(60))
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void who_has_no_token_gets_nothing_but_health() throws Exception {
        assertThat(get("/api/v1/anything", "").statusCode()).isEqualTo(401);
        assertThat(get("/internal/v1/anything", "").statusCode()).isEqualTo(401);
        assertThat(get("/actuator/env", "").statusCode()).isEqualTo(401);
        assertThat(get("/actuator/configprops", "").statusCode()).isEqualTo(401);
        assertThat(get("/actuator/health/readiness", "").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus", "").body())
                .contains("bbb_call_seconds", "bbb_server_state{server=\"one\"}")
                .doesNotContain("the secret of", "checksum=");
    }

    /// From the published description: an endpoint for which nobody decided whom it is for fails.
    @Test
    void P1_every_endpoint_serves_whom_it_is_for_and_nobody_else() throws Exception {
        open(false);
        var statuses = // of nobody, of somebody with a pass to a meeting, of streaming-service
                Map.of(
                        "GET /api/v1/entry", List.of(400, 400, 400), // by a pass in the address
                        "POST /api/v1/bbb/events", List.of(401, 401, 401), // by a checksum
                        "POST /internal/v1/meetings/{opening}/live-link", List.of(401, 401, 200),
                        "GET /internal/v1/meetings/{opening}/presence", List.of(401, 401, 200));
        assertThat(statuses).containsOnlyKeys(published());
        var callers = List.of("", pass("zoe", "Zoé Bernard", "MODERATOR", 60), access(60));
        statuses.forEach((endpoint, expected) -> {
            var path = endpoint.replaceFirst("[A-Z]+ ", "").replace("{opening}", "" + opening);
            assertThat(callers)
                    .as(endpoint)
                    .extracting(caller ->
                            endpoint.startsWith("GET")
                                    ? get(path, caller).statusCode()
                                    : post(path, caller, "{\"admitted\":false}").statusCode())
                    .isEqualTo(expected);
        });
    }

    private static List<String> published() throws IOException {
        var description = Path.of("../infra/contracts/api/meetings.openapi.json");
        return JsonMapper.shared()
                .readTree(Files.readString(description))
                .path("paths")
                .properties()
                .stream()
                .flatMap(path ->
                        path.getValue().propertyNames().stream()
                                .map(m -> m.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
    }

    private void open(boolean waitingRoom) {
        kafka.roomOpened(room, opening, "Physique 3B", waitingRoom);
        awaitEvent("MeetingStarted");
    }

    private PretendBbb bbb() {
        return one.has(opening) ? one : two;
    }

    private void awaitEvent(String type) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> kafka.typesAbout(opening).contains(type));
    }

    private String ended() {
        return kafka.about(opening).stream()
                .filter(it -> it.type().equals("MeetingEnded"))
                .map(it -> it.data().get("reason").asString())
                .findFirst()
                .orElseThrow();
    }

    private boolean isOurs(PretendBbb.Call call) {
        return opening.toString().equals(call.parameters().get("meetingID"));
    }

    private long calls(String name, OpeningId of) {
        return List.of(one, two).stream()
                .flatMap(bbb -> bbb.calls(name).stream())
                .filter(call -> of.toString().equals(call.parameters().get("meetingID")))
                .count();
    }

    private String joined(String person, Role role) {
        return PretendBbb.event("user-joined", opening, PretendBbb.user(person, role));
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }

    private URI webhook() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/bbb/events");
    }

    private void assertSentToTheDoor(HttpResponse<String> answer) {
        assertSentToTheDoor(answer, "");
    }

    private void assertSentToTheDoor(HttpResponse<String> answer, String told) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://portal.example.org/salles/" + room + "/rejoindre" + told);
    }

    private HttpResponse<String> enter(String pass) {
        return get("/api/v1/entry?pass=" + pass, "");
    }

    private String pass(String person, String name, String role, int seconds) {
        return signed(WholeService.PASS_SECRET, claims(person, name, role, seconds));
    }

    private JWTClaimsSet claims(String person, String name, String role, int seconds) {
        return new JWTClaimsSet.Builder()
                .issuer("room-service")
                .audience("meeting-service")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                .subject(person)
                .claim("room", room.toString())
                .claim("opening", opening.toString())
                .claim("name", name)
                .claim("role", role)
                .build();
    }

    private String access(int seconds) {
        return signed(
                WholeService.ACCESS_SECRET,
                new JWTClaimsSet.Builder()
                        .issuer("streaming-service")
                        .audience("meeting-service")
                        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                        .build());
    }

    private static String signed(String secret, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(secret.getBytes(UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    private HttpResponse<String> post(String path, String token, String body) {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
