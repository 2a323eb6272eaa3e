package webconference.meeting.bbb;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import webconference.meeting.MeetingPlan;
import webconference.meeting.MeetingServer;
import webconference.meeting.MeetingServer.Found;
import webconference.meeting.MeetingServer.Visitor;
import webconference.meeting.MeetingServerFailure.Refused;
import webconference.meeting.MeetingServerFailure.Unreachable;
import webconference.meeting.OpeningId;
import webconference.meeting.PersonId;
import webconference.meeting.Presence;
import webconference.meeting.PretendBbb;
import webconference.meeting.Role;
import webconference.meeting.RoomId;
import webconference.meeting.ServerName;
import webconference.meeting.StartedMeeting;

class BigBlueButtonTest {

    private static final ServerName ONE = new ServerName("one");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final PersonId ZOE = new PersonId("zoe");
    private static final String DOOR = "/salles/a-room/rejoindre";

    private final OpeningId opening = new OpeningId(UUID.randomUUID());
    private final RoomId room = new RoomId(UUID.randomUUID());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private MeetingServer at(String url, String secret) {
        return at(url, secret, false);
    }

    private MeetingServer at(String url, String secret, boolean front) {
        var server =
                new BbbProperties.Server(
                        URI.create(url),
                        secret,
                        null,
                        "one",
                        Checksum.Algorithm.SHA256,
                        Checksum.Algorithm.SHA1,
                        CallbackProof.Generation.RAW_BODY,
                        front);
        var properties =
                Settings.of(List.of(server), "https://portal.example.org/api/v1/bbb/events");
        return new ServerPool(properties, meters).find(ONE).orElseThrow();
    }

    private MeetingPlan plan(String name, boolean waitingRoom) {
        return new MeetingPlan(opening, room, name, waitingRoom, 0, "0750001A");
    }

    @Nested
    class A_server_that_is_well {

        final PretendBbb bbb = new PretendBbb(PretendBbb.SECRET);
        final MeetingServer server = at(bbb.url(), PretendBbb.SECRET);

        @AfterEach
        void close() {
            bbb.close();
        }

        @Test
        void starts_a_meeting_and_starting_it_again_finds_the_same() {
            var first = server.start(plan("Physique 3B", false), LONG);
            var second = server.start(plan("Physique 3B", false), LONG);
            assertThat(second).isEqualTo(first).isEqualTo(bbb.createTime(opening));
            assertThat(bbb.created(opening))
                    .containsEntry("name", "Physique 3B")
                    .containsEntry("meetingID", opening.toString())
                    .containsEntry("guestPolicy", "ALWAYS_ACCEPT")
                    .containsEntry("record", "false")
                    .containsEntry("logoutURL", "https://portal.example.org/salles/" + room)
                    .containsEntry("meetingExpireIfNoUserJoinedInMinutes", "60");
        }

        @Test
        void O7_hears_whom_a_meeting_is_for_where_a_front_is_to_know() {
            at(bbb.url(), PretendBbb.SECRET, true).start(plan("Physique 3B", false), LONG);
            assertThat(bbb.saidToTheFront("create"))
                    .isEqualTo(
                            Map.of(
                                    "Client-server", "https://portal.example.org",
                                    "Client-structure", "0750001A",
                                    "Client-locale", "fr",
                                    "Client-room", room.toString()));
            at(bbb.url(), PretendBbb.SECRET, true).report();
            assertThat(bbb.saidToTheFront("getMeetings"))
                    .isEqualTo(Map.of("Client-server", "https://portal.example.org"));
        }

        @Test
        void O7_hears_nothing_of_it_elsewhere_and_no_code_that_would_break_the_call() {
            server.start(plan("Physique 3B", false), LONG);
            assertThat(bbb.saidToTheFront("create")).isEmpty();
            var odd = new MeetingPlan(opening, room, "X", false, 0, "é\nX-Other: 1");
            at(bbb.url(), PretendBbb.SECRET, true).start(odd, LONG);
            assertThat(bbb.saidToTheFront("create")).doesNotContainKey("Client-structure");
        }

        @Test
        void S54_is_asked_for_a_waiting_room() {
            server.start(plan("Physique 3B", true), LONG);
            assertThat(bbb.created(opening)).containsEntry("guestPolicy", "ASK_MODERATOR");
        }

        @Test
        void S53_S52_is_never_asked_to_switch_anything_off() {
            server.start(plan("Physique 3B", true), LONG);
            assertThat(bbb.created(opening).keySet())
                    .containsExactlyInAnyOrder(
                            "name",
                            "meetingID",
                            "record",
                            "guestPolicy",
                            "logoutURL",
                            "meetingExpireIfNoUserJoinedInMinutes",
                            "meetingExpireWhenLastUserLeftInMinutes",
                            "meta_bbb-origin",
                            "meta_bbb-origin-server-name",
                            "meta_bbb-context",
                            "checksum");
        }

        /// It makes no difference between moderators and others, and counts Live.
        @Test
        void S32_refuses_nobody_before_those_who_moderate_and_Live_are_in_beyond_the_places() {
            server.start(new MeetingPlan(opening, room, "Physique 3B", false, 30, null), LONG);
            assertThat(bbb.created(opening)).containsEntry("maxParticipants", "130");
        }

        @Test
        void takes_rooms_with_names_of_one_letter_and_with_anything_in_them() {
            server.start(plan("é", false), LONG);
            assertThat(bbb.created(opening)).containsEntry("name", "« é »");
            var other = new OpeningId(UUID.randomUUID());
            server.start(
                    new MeetingPlan(other, room, " L'été\u0000 *~&record=true\n", false, 0, null),
                    LONG);
            assertThat(bbb.created(other))
                    .containsEntry("name", "L'été  *~&record=true")
                    .containsEntry("record", "false");
        }

        @Test
        void D24_ends_a_meeting_and_one_it_no_longer_knows_has_ended() {
            server.start(plan("Physique 3B", false), LONG);
            server.end(opening);
            assertThat(bbb.has(opening)).isFalse();
            assertThatCode(() -> server.end(opening)).doesNotThrowAnyException();
        }

        @Test
        void reports_its_meetings_with_who_is_there_and_counts_all_people() {
            server.start(plan("Physique 3B", false), LONG);
            bbb.enter(opening, "zoe", Role.VIEWER);
            bbb.enter(opening, "ada", Role.MODERATOR);
            bbb.enter(opening, "ada", Role.MODERATOR);
            var present =
                    Map.of(ZOE, new Presence(false, 1), new PersonId("ada"), new Presence(true, 2));
            assertThat(server.report())
                    .isEqualTo(new MeetingServer.Report(List.of(new Found(opening, present)), 3));
            assertThat(server.find(opening)).contains(new Found(opening, present));
        }

        @Test
        void has_nothing_or_does_not_have_that() {
            assertThat(server.report().meetings()).isEmpty();
            assertThat(server.find(opening)).isEmpty();
        }

        @Test
        void leaves_out_meetings_of_others() {
            bbb.answerTo(
                    "getMeetings",
                    exchange ->
                            PretendBbb.answer(
                                    exchange,
                                    """
                                    <response><returncode>SUCCESS</returncode><meetings><meeting>
                                    <meetingID>room-42</meetingID><attendees><attendee><userID>x\
                                    </userID><role>VIEWER</role></attendee></attendees></meeting>
                                    </meetings></response>\
                                    """));
            assertThat(server.report()).isEqualTo(new MeetingServer.Report(List.of(), 1));
        }

        @Test
        void is_asked_for_callbacks_of_people_and_ends_only() {
            server.subscribe();
            assertThat(bbb.calls("hooks/create"))
                    .singleElement()
                    .satisfies(call ->
                            assertThat(call.parameters())
                                    .containsEntry(
                                            "callbackURL",
                                            "https://portal.example.org/api/v1/bbb/events")
                                    .containsEntry("eventID", "meeting-ended,user-joined,user-left")
                                    .hasEntrySatisfying(
                                            "checksum", it -> assertThat(it).hasSize(40)));
        }

        @Test
        void is_counted_and_timed() {
            server.start(plan("Physique 3B", false), LONG);
            assertThat(
                            meters.get("bbb.call")
                                    .tags("server", "one", "call", "create", "result", "ok")
                                    .timer()
                                    .count())
                    .isEqualTo(1);
        }

        @Test
        void P18_with_another_secret_refuses() {
            var stranger = at(bbb.url(), "another");
            assertThatThrownBy(() -> stranger.start(plan("Physique 3B", false), LONG))
                    .isInstanceOf(Refused.class)
                    .hasMessage("one: create: checksumError");
            assertThatThrownBy(stranger::report).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> stranger.find(opening)).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> stranger.end(opening)).isInstanceOf(Refused.class);
            assertThatThrownBy(stranger::subscribe).isInstanceOf(Refused.class);
        }
    }

    @Nested
    class An_entrance {

        final MeetingServer server = at("https://bbb.example.org/bigbluebutton/", "secret");

        private Map<String, String> entered(boolean waitingRoom, Visitor visitor) {
            var address =
                    server.entrance(
                            new StartedMeeting(
                                    opening, room, ONE, 1_760_000_000_123L, waitingRoom, 0),
                            visitor);
            assertThat(address.toString())
                    .startsWith("https://bbb.example.org/bigbluebutton/api/join?");
            return PretendBbb.parameters(address.getRawQuery());
        }

        @Test
        void S58_S30_D16_of_a_moderator_says_so_and_holds_no_password() {
            var visitor =
                    new Visitor(new PersonId("ada"), "Ada Diallo", Role.MODERATOR, false, DOOR);
            assertThat(entered(true, visitor))
                    .containsEntry("fullName", "Ada Diallo")
                    .containsEntry("meetingID", opening.toString())
                    .containsEntry("role", "MODERATOR")
                    .containsEntry("userID", "ada")
                    .containsEntry("createTime", "1760000000123")
                    .containsEntry("errorRedirectUrl", "https://portal.example.org" + DOOR)
                    .doesNotContainKeys("guest", "password");
        }

        @Test
        void S54_of_a_participant_who_waits_says_guest() {
            assertThat(entered(true, new Visitor(ZOE, "Zoé Bernard", Role.VIEWER, true, DOOR)))
                    .containsEntry("role", "VIEWER")
                    .containsEntry("guest", "true");
        }

        @Test
        void S31_of_a_participant_who_need_not_wait_says_so() {
            assertThat(entered(false, new Visitor(ZOE, "Zoé Bernard", Role.VIEWER, false, DOOR)))
                    .containsEntry("role", "VIEWER")
                    .containsEntry("guest", "false");
        }

        @Test
        void P5_keeps_whatever_somebody_is_called_in_its_place() {
            var nasty = nastyNames();
            assertThat(nasty).hasSizeGreaterThan(300);
            for (var name : nasty) {
                var query =
                        server.entrance(
                                        new StartedMeeting(opening, room, ONE, 17, false, 0),
                                        new Visitor(ZOE, name, Role.VIEWER, true, DOOR))
                                .getRawQuery();
                var keys = Stream.of(query.split("&")).map(it -> it.split("=", 2)[0]).toList();
                assertThat(keys)
                        .as(name)
                        .containsExactly(
                                "fullName",
                                "meetingID",
                                "role",
                                "userID",
                                "createTime",
                                "guest",
                                "errorRedirectUrl",
                                "checksum");
                var read = PretendBbb.parameters(query);
                assertThat(read).containsEntry("role", "VIEWER").containsEntry("guest", "true");
                var plain = name.replaceAll("\\p{Cntrl}", " ").strip();
                assertThat(plain.isEmpty() ? "?" : plain).startsWith(read.get("fullName"));
            }
        }

        private static List<String> nastyNames() {
            var pieces =
                    List.of(
                            "&role=MODERATOR",
                            "&amp;role=MODERATOR",
                            "%26role%3DMODERATOR",
                            "#",
                            "?",
                            ";role=MODERATOR",
                            "=",
                            "+",
                            "%",
                            "%00",
                            "%0A",
                            "\u0000",
                            "\r\n",
                            "\t",
                            "\u202Eabc",
                            "\u2066x\u2069",
                            "\u200B",
                            "\"",
                            "'",
                            "<script>",
                            "\\",
                            "/../",
                            "&checksum=0",
                            "&fullName=Ada",
                            "&guest=false",
                            "😀",
                            "é",
                            "e\u0301",
                            "\uFEFF",
                            "x".repeat(10_000));
            var names = new ArrayList<String>();
            for (var before : pieces) {
                names.add(before);
                pieces.stream().limit(12).map(after -> before + "Zoé" + after).forEach(names::add);
            }
            return names;
        }

        @Test
        void keeps_a_name_a_name() {
            var visitor = new Visitor(ZOE, "Zoé&role=MODERATOR\n", Role.VIEWER, false, DOOR);
            assertThat(entered(false, visitor))
                    .containsEntry("fullName", "Zoé&role=MODERATOR")
                    .containsEntry("role", "VIEWER");
            assertThat(entered(false, new Visitor(ZOE, " ", Role.VIEWER, false, DOOR)))
                    .containsEntry("fullName", "?");
        }

        @Test
        void S56_of_Live_waits_where_there_is_a_waiting_room() {
            var meeting = new StartedMeeting(opening, room, ONE, 17, true, 0);
            assertThat(PretendBbb.parameters(server.liveEntrance(meeting, true).getRawQuery()))
                    .containsEntry("fullName", "Live")
                    .containsEntry("userID", "live-" + opening)
                    .containsEntry("role", "VIEWER")
                    .containsEntry("guest", "true")
                    .containsEntry("createTime", "17")
                    .containsEntry("excludeFromDashboard", "true")
                    .containsEntry("userdata-bbb_auto_join_audio", "true");
        }

        @Test
        void S57_of_Live_does_not_wait_where_there_is_none() {
            var meeting = new StartedMeeting(opening, room, ONE, 17, false, 0);
            assertThat(PretendBbb.parameters(server.liveEntrance(meeting, false).getRawQuery()))
                    .containsEntry("guest", "false");
        }

        /// BigBlueButton drops a key with a second dash without a word.
        @Test
        void of_Live_has_no_user_data_that_would_be_dropped() {
            var meeting = new StartedMeeting(opening, room, ONE, 17, false, 0);
            assertThat(
                            PretendBbb.parameters(server.liveEntrance(meeting, false).getRawQuery())
                                    .keySet())
                    .filteredOn(key -> key.startsWith("userdata-"))
                    .isNotEmpty()
                    .allSatisfy(key -> assertThat(key.split("-", -1)).hasSize(2));
        }
    }

    @Nested
    class A_server_in_trouble {

        final WireMockServer trouble =
                new WireMockServer(
                        wireMockConfig().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"));

        A_server_in_trouble() {
            trouble.start();
        }

        @AfterEach
        void close() {
            trouble.stop();
        }

        private MeetingServer server(ResponseDefinitionBuilder answer) {
            trouble.stubFor(any(anyUrl()).willReturn(answer));
            return at("http://127.0.0.1:" + trouble.port() + "/bigbluebutton/", "canary");
        }

        static Stream<Arguments> answers() {
            var html = "<html><body>502 Bad Gateway</body></html>";
            return Stream.of(
                    Arguments.of("500", aResponse().withStatus(500)),
                    Arguments.of("an HTML page", aResponse().withStatus(502).withBody(html)),
                    Arguments.of("an HTML page, well", aResponse().withBody(html)),
                    Arguments.of("cut XML", aResponse().withBody("<response><returncode>SUCC")),
                    Arguments.of("nothing", aResponse()),
                    Arguments.of("50 MB", aResponse().withBody("x".repeat(50_000_000))),
                    Arguments.of(
                            "elsewhere",
                            aResponse()
                                    .withStatus(302)
                                    .withHeader("Location", "http://127.0.0.1:1/")),
                    Arguments.of("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                    Arguments.of("garbage", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                    Arguments.of("an end", aResponse().withFault(Fault.EMPTY_RESPONSE)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("answers")
        void F4_is_unreachable_and_no_secret_is_told(
                String what, ResponseDefinitionBuilder answer) {
            assertThatThrownBy(() -> server(answer).start(plan("Physique 3B", false), LONG))
                    .as(what)
                    .isInstanceOf(Unreachable.class)
                    .message()
                    .startsWith("one: create: ")
                    .doesNotContain("checksum=", "canary", "http");
        }

        @Test
        void D25_is_given_up_when_it_never_answers() {
            var server = server(aResponse().withFixedDelay(30_000));
            var began = Instant.now();
            assertThatThrownBy(
                            () -> server.start(plan("Physique 3B", false), Duration.ofMillis(700)))
                    .isInstanceOf(Unreachable.class);
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }

        @Test
        void D25_is_given_up_when_its_answer_never_ends() {
            var server =
                    server(
                            aResponse()
                                    .withBody("<response>" + " ".repeat(1_000))
                                    .withChunkedDribbleDelay(100, 30_000));
            var began = Instant.now();
            assertThatThrownBy(
                            () -> server.start(plan("Physique 3B", false), Duration.ofMillis(700)))
                    .isInstanceOf(Unreachable.class);
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }

        @Test
        void F4_is_left_alone_after_five_failures() {
            var server = server(aResponse().withStatus(500));
            for (var i = 0; i < 8; i++) {
                assertThatThrownBy(server::report).isInstanceOf(Unreachable.class);
            }
            assertThat(trouble.getAllServeEvents()).hasSize(5);
        }

        @Test
        void is_not_in_trouble_when_it_says_no() {
            var server =
                    server(
                            aResponse()
                                    .withStatus(500)
                                    .withBody(
                                            "<response><returncode>FAILED</returncode><messageKey>"
                                                    + "checksumError</messageKey></response>"));
            for (var i = 0; i < 8; i++) {
                assertThatThrownBy(server::report).isInstanceOf(Refused.class);
            }
        }

        @Test
        void D1_is_not_trusted_with_a_certificate_of_its_own_making() {
            trouble.stubFor(any(anyUrl()).willReturn(aResponse()));
            var server =
                    at("https://127.0.0.1:" + trouble.httpsPort() + "/bigbluebutton/", "canary");
            assertThatThrownBy(server::report)
                    .isInstanceOf(Unreachable.class)
                    .hasMessage("one: getMeetings: SSLHandshakeException");
            assertThat(trouble.getAllServeEvents()).isEmpty();
        }

        @Test
        void D1_is_not_trusted_under_a_name_that_is_not_its_own() throws Exception {
            trouble.stubFor(any(anyUrl()).willReturn(aResponse()));
            var before = SSLContext.getDefault();
            SSLContext.setDefault(trustingItsCertificate());
            try (var plain =
                    (SSLSocket)
                            SSLContext.getDefault()
                                    .getSocketFactory()
                                    .createSocket("127.0.0.1", trouble.httpsPort())) {
                // Who does not ask for its name trusts it.
                plain.startHandshake();
                var server =
                        at(
                                "https://127.0.0.1:" + trouble.httpsPort() + "/bigbluebutton/",
                                "canary");
                assertThatThrownBy(server::report)
                        .isInstanceOf(Unreachable.class)
                        .hasMessage("one: getMeetings: SSLHandshakeException");
            } finally {
                SSLContext.setDefault(before);
            }
            assertThat(trouble.getAllServeEvents()).isEmpty();
        }

        private SSLContext trustingItsCertificate() throws Exception {
            var certificates = KeyStore.getInstance("JKS");
            try (var file = WireMockServer.class.getResourceAsStream("/keystore")) {
                certificates.load(file, "password".toCharArray());
            }
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var alias : Collections.list(certificates.aliases())) {
                trusted.setCertificateEntry(alias, certificates.getCertificate(alias));
            }
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        }

        @Test
        void D2_is_asked_at_the_port_of_its_address_or_of_its_scheme() {
            var server = at("https://bbb.example.org/bigbluebutton/", "secret");
            var address =
                    server.liveEntrance(
                            new StartedMeeting(opening, room, ONE, 17, false, 0), false);
            assertThat(address.getPort()).isEqualTo(-1);
            assertThat(address.getHost()).isEqualTo("bbb.example.org");
        }
    }
}
