package webconference.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.eventing.TestPlatform;
import webconference.notification.MailServer.Mood;
import webconference.notification.MailServer.Taken;

/// The whole service, with nothing faked but the mail server's moods.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "DATABASE_PASSWORD=of-the-test-platform",
            "MAIL_FROM=ne-pas-repondre@visio.example",
            "db-scheduler.polling-interval=200ms",
            NotificationServiceTest.PATIENCE,
            NotificationServiceTest.TIMEOUT,
        })
@Import({TestPlatform.class, NotificationServiceTest.Told.class})
class NotificationServiceTest {

    static final String PATIENCE = "patience.pauses=200ms,200ms,200ms,200ms,200ms";
    static final String TIMEOUT = "mail.timeout=1500ms";

    private static final MailServer SERVER = MailServer.start();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path OTHER_LOG = Path.of("target", "other-instance.log");

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("SMTP_PORT", SERVER::port);
    }

    record Outcome(
            String type,
            String invitation,
            long revision,
            int notice,
            String recipient,
            String reason) {
        static Outcome of(ConsumerRecord<String, byte[]> told) {
            JsonNode fact = JSON.readTree(told.value());
            return new Outcome(
                    new String(told.headers().lastHeader("ce_type").value(), UTF_8),
                    fact.get("invitation").asString(),
                    fact.get("revision").asLong(),
                    fact.get("notice").asInt(),
                    fact.get("recipient").asString(),
                    fact.has("reason") ? fact.get("reason").asString() : "");
        }
    }

    static class Told {
        final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

        @KafkaListener(topics = "notifications.v1", groupId = "sender")
        void on(ConsumerRecord<String, byte[]> told) {
            outcomes.add(Outcome.of(told));
        }

        /// Each once, though who is killed may leave an event to be told a second time.
        List<Outcome> of(UUID invitation) {
            return outcomes.stream()
                    .filter(o -> o.invitation().equals(invitation.toString()))
                    .distinct()
                    .toList();
        }
    }

    @Autowired Told told;
    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired JdbcClient jdbc;
    @Autowired JdbcConnectionDetails database;
    @Autowired KafkaConnectionDetails broker;

    private final UUID room = UUID.randomUUID();
    private final UUID invitation = UUID.randomUUID();

    @AfterEach
    void calm() {
        SERVER.meets(_ -> List.of());
        SERVER.isFarAway(Duration.ZERO);
    }

    private void invite(List<Map<String, String>> recipients) {
        invite(invitation, recipients);
    }

    private void invite(UUID invitation, List<Map<String, String>> recipients) {
        ask(invitation, 1, 1, Map.of(), recipients);
    }

    private void ask(
            UUID invitation,
            long revision,
            int notice,
            Map<String, Object> more,
            List<? extends Map<String, ?>> recipients) {
        var event = new HashMap<String, Object>();
        event.put("room", room);
        event.put("invitation", invitation);
        event.put("revision", revision);
        event.put("notice", notice);
        event.put("at", "2026-03-01T12:00:00Z");
        event.put("by", Map.of("id", "ada", "name", "Ada Diallo", "email", "ada@x.example"));
        event.put("subject", "Un autre objet");
        event.put("html", "<p>Autre texte</p><a href=\"https://v.example/salles/1\">ici</a>");
        event.put("text", "Autre texte https://v.example/salles/1");
        event.put("recipients", recipients);
        event.putAll(more);
        var said =
                new ProducerRecord<>(
                        "invitations.v1", room.toString(), JSON.writeValueAsBytes(event));
        said.headers().add("ce_type", "InvitationRequested".getBytes(UTF_8));
        kafka.send(said).join();
    }

    private List<Outcome> awaitOutcomes(int howMany) {
        await().atMost(Duration.ofSeconds(90)).until(() -> told.of(invitation).size() >= howMany);
        return told.of(invitation);
    }

    private String address(String id) {
        return id + "." + invitation + "@lycee.example";
    }

    private Map<String, String> unique(String id) {
        return Map.of("id", id, "name", "Élève " + id, "email", address(id));
    }

    @Test
    void S38_everybody_chosen_gets_the_message_once_and_sees_nobody_else() throws Exception {
        invite(List.of(unique("zoe"), unique("yanis"), unique("zoe"), unique("lea")));

        assertThat(awaitOutcomes(3)).extracting(Outcome::type).containsOnly("InvitationDelivered");
        for (var id : List.of("zoe", "yanis", "lea")) {
            var taken = SERVER.takenFor(address(id));
            assertThat(taken).hasSize(1);
            var message = taken.getFirst().message();
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(((InternetAddress) message.getAllRecipients()[0]).getAddress())
                    .isEqualTo(address(id));
            for (var other : List.of("zoe", "yanis", "lea")) {
                assertThat(taken.getFirst().source().contains(address(other)))
                        .isEqualTo(other.equals(id));
            }
        }
        assertThat(told.of(invitation)).extracting(Outcome::revision).containsExactly(1L, 2L, 3L);
    }

    @Test
    void S39_the_changed_subject_and_text_arrive_in_the_mailbox_with_the_link()
            throws MessagingException {
        invite(List.of(unique("zoe")));
        awaitOutcomes(1);
        var taken = SERVER.takenFor(address("zoe")).getFirst();
        assertThat(taken.message().getSubject()).isEqualTo("Un autre objet");
        assertThat(taken.source()).contains("Autre texte", "https://v.example/salles/1");
    }

    @Test
    void an_owner_is_written_once_by_who_asks_to_be_let_in_and_nobody_is_told_of_it()
            throws MessagingException {
        var request = UUID.randomUUID();
        askAccess(request);
        askAccess(request);
        invite(List.of(unique("zoe"))); // heard after them, being of the same room
        awaitOutcomes(1);
        await().until(() -> !SERVER.takenFor(address("ada")).isEmpty());
        var taken = SERVER.takenFor(address("ada"));
        assertThat(taken).hasSize(1);
        var message = taken.getFirst().message();
        assertThat(message.getSubject()).isEqualTo("Zoé asks for access to “Physics”");
        assertThat(message.getHeader("Content-Language")).containsExactly("en");
        assertThat(((InternetAddress) message.getReplyTo()[0]).getAddress())
                .isEqualTo(address("zoe"));
        assertThat(taken.getFirst().source()).contains("https://v.example/salles/1");
        assertThat(told.of(request)).isEmpty();
        await().untilAsserted(() ->
                assertThat(
                                jdbc.sql("select subject from message where id = ?")
                                        .param(request)
                                        .query(String.class)
                                        .list())
                        .containsOnlyNulls());
    }

    private void askAccess(UUID request) {
        askAccess(request, "en");
    }

    private void askAccess(UUID request, String language) {
        var event =
                Map.of(
                        "room",
                        room,
                        "request",
                        request,
                        "revision",
                        1,
                        "at",
                        "2026-03-01T12:00:00Z",
                        "name",
                        "Physics",
                        "link",
                        "https://v.example/salles/1",
                        "language",
                        language,
                        "by",
                        Map.of("id", "zoe", "name", "Zoé", "email", address("zoe")),
                        "owner",
                        Map.of("id", "ada", "name", "Ada", "email", address("ada")));
        var said =
                new ProducerRecord<>(
                        "invitations.v1", room.toString(), JSON.writeValueAsBytes(event));
        said.headers().add("ce_type", "AccessRequested".getBytes(UTF_8));
        kafka.send(said).join();
    }

    /// Every kind of message there is, all of its parts: an entrance is one person's own.
    @Test
    void P3_P4_no_message_and_no_calendar_entry_leads_anywhere_but_to_the_page_of_its_room()
            throws Exception {
        var page = "https://v.example/salles/1";
        var kinds =
                List.of(
                        Map.<String, Object>of(),
                        date(0, "14"),
                        date(1, "16"),
                        date(2, "16", true));
        for (var n = 1; n <= kinds.size(); n++) {
            ask(invitation, n, n, kinds.get(n - 1), List.of(unique("zoe")));
            awaitOutcomes(n); // who has not got a message is spared it when the next one is told
        }
        for (var language : List.of("fr", "en")) {
            askAccess(UUID.randomUUID(), language);
        }
        await().until(() -> SERVER.takenFor(address("ada")).size() == 2);
        var parts = new ArrayList<String>();
        for (var to : List.of("zoe", "ada")) {
            for (var taken : SERVER.takenFor(address(to))) {
                words(taken.message(), parts);
            }
        }
        assertThat(parts.stream().filter(p -> p.contains("BEGIN:VCALENDAR"))).hasSize(6);
        for (var part : parts) {
            assertThat(ADDRESS.matcher(part).results().map(MatchResult::group))
                    .as(part)
                    .allMatch(page::equals);
        }
        assertThat(parts.stream().filter(p -> p.contains(page)).count()).isGreaterThan(12);
    }

    private static final Pattern ADDRESS = Pattern.compile("https?:[^\\s\"<>)]+");

    /// Subject and all that the message is made of, each as its reader sees it.
    private static void words(Part part, List<String> words) throws Exception {
        if (part instanceof MimeMessage message) {
            words.add(String.valueOf(message.getSubject()));
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                words(parts.getBodyPart(i), words);
            }
        } else {
            var text = new String(part.getInputStream().readAllBytes(), UTF_8);
            words.add(text.replace("\r\n ", "")); // calendars fold their lines
        }
    }

    @Test
    void S42_an_invitation_that_is_told_twice_is_delivered_once() {
        invite(List.of(unique("zoe")));
        awaitOutcomes(1);
        invite(List.of(unique("zoe")));
        invite(List.of(unique("zoe")));
        // Heard after them, being of the same room.
        var later = UUID.randomUUID();
        invite(later, List.of(unique("later")));
        await().atMost(Duration.ofSeconds(30)).until(() -> told.of(later).size() == 1);
        assertThat(SERVER.takenFor(address("zoe"))).hasSize(1);
        assertThat(told.of(invitation)).hasSize(1);
    }

    @Test
    void the_sender_is_told_who_cannot_be_reached_and_why() {
        SERVER.meets(a -> a.startsWith("refused") ? List.of(Mood.NEVER) : List.of());
        invite(
                List.of(
                        unique("refused"),
                        Map.of("id", "nowhere", "name", "Sans adresse"),
                        Map.of("id", "odd", "name", "Mal", "email", "not an address"),
                        unique("fine")));

        var why =
                awaitOutcomes(4).stream()
                        .collect(Collectors.toMap(Outcome::recipient, Outcome::reason));
        assertThat(why)
                .isEqualTo(
                        Map.of(
                                "refused", "REFUSED",
                                "nowhere", "NO_ADDRESS",
                                "odd", "NO_ADDRESS",
                                "fine", ""));
        assertThat(SERVER.triesFor(address("refused"))).isEqualTo(1);
    }

    @Test
    void a_full_mailbox_is_told_from_an_unknown_one() {
        SERVER.meets(a -> a.startsWith("full") ? List.of(Mood.FULL) : List.of(Mood.NEVER));
        invite(List.of(unique("full"), unique("unknown")));
        assertThat(awaitOutcomes(2))
                .extracting(Outcome::recipient, Outcome::reason)
                .containsExactlyInAnyOrder(
                        tuple("full", "MAILBOX_FULL"), tuple("unknown", "REFUSED"));
    }

    @Test
    void those_it_failed_for_are_written_to_again_and_nobody_else() throws MessagingException {
        SERVER.meets(a -> a.startsWith("lea") ? List.of(Mood.NEVER) : List.of());
        invite(List.of(unique("zoe"), unique("lea")));
        awaitOutcomes(2);

        ask(invitation, 2, 1, Map.of(), List.of(unique("zoe"), unique("lea")));

        var outcomes = awaitOutcomes(3);
        assertThat(outcomes.getLast().recipient()).isEqualTo("lea");
        assertThat(outcomes.getLast().type()).isEqualTo("InvitationDelivered");
        assertThat(outcomes).extracting(Outcome::revision).containsExactly(1L, 2L, 3L);
        assertThat(SERVER.takenFor(address("zoe"))).hasSize(1);
        assertThat(SERVER.takenFor(address("lea")).getFirst().message().getSubject())
                .isEqualTo("Un autre objet");
    }

    @Test
    void O13_a_message_asked_for_in_parts_goes_to_everybody_once() {
        ask(invitation, 1, 1, Map.of(), List.of(unique("a"), unique("b")));
        ask(invitation, 2, 1, Map.of(), List.of(unique("b"), unique("c")));
        awaitOutcomes(3);
        ask(invitation, 3, 1, Map.of(), List.of(unique("d")));
        assertThat(awaitOutcomes(4)).extracting(Outcome::type).containsOnly("InvitationDelivered");
        for (var id : List.of("a", "b", "c", "d")) {
            assertThat(SERVER.takenFor(address(id))).hasSize(1);
        }
    }

    @Test
    void a_new_date_goes_to_everybody_also_to_who_has_not_got_the_old_one_yet() throws Exception {
        SERVER.meets(a -> a.startsWith("slow") ? List.of(Mood.LATER, Mood.LATER) : List.of());
        ask(invitation, 1, 1, date(0, "14"), List.of(unique("fast"), unique("slow")));
        awaitOutcomes(1);

        ask(invitation, 2, 2, date(1, "16"), List.of(unique("fast"), unique("slow")));

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        told.of(invitation).stream().filter(o -> o.notice() == 2).count() == 2);
        assertThat(SERVER.takenFor(address("fast")))
                .extracting(t -> t.message().getMessageID())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(SERVER.takenFor(address("slow")).size()).isBetween(1, 2);
        var last = SERVER.takenFor(address("slow")).getLast();
        assertThat(calendarOf(last))
                .contains("SEQUENCE:1", "DTSTART;TZID=Europe/Paris:20260302T170000");
        assertThat(told.of(invitation)).extracting(Outcome::revision).doesNotHaveDuplicates();
    }

    @Test
    void O13_who_gets_the_new_date_between_its_two_parts_gets_it_once() {
        SERVER.meets(a ->
                a.startsWith("slow") && SERVER.takenFor(address("fast")).isEmpty()
                        ? Collections.nCopies(6, Mood.SILENT)
                        : List.of());
        ask(invitation, 1, 1, date(0, "14"), List.of(unique("slow")));
        await().until(() -> SERVER.triesFor(address("slow")) > 0);
        ask(invitation, 2, 2, date(1, "16"), List.of(unique("fast")));
        awaitOutcomes(2);
        ask(invitation, 3, 2, date(1, "16"), List.of(unique("slow"), unique("last")));
        awaitOutcomes(3);
        assertThat(told.of(invitation))
                .extracting(Outcome::recipient, Outcome::notice)
                .containsExactlyInAnyOrder(tuple("slow", 2), tuple("fast", 2), tuple("last", 2));
        assertThat(SERVER.takenFor(address("slow"))).hasSize(1);
    }

    private static Map<String, Object> date(int sequence, String hour) {
        return date(sequence, hour, false);
    }

    private static Map<String, Object> date(int sequence, String hour, boolean cancelled) {
        return Map.of(
                "meeting",
                Map.of(
                        "start",
                        "2026-03-02T" + hour + ":00:00Z",
                        "minutes",
                        60,
                        "sequence",
                        sequence,
                        "cancelled",
                        cancelled,
                        "title",
                        "Un autre objet",
                        "link",
                        "https://v.example/salles/1"));
    }

    @Test
    void S39_O1_who_has_no_account_gets_another_link_in_letter_and_calendar_and_nobody_else_does()
            throws Exception {
        var publicLink = "https://v.example/p/unguessable";
        var more = new HashMap<>(date(0, "14"));
        more.put(
                "outside",
                Map.of(
                        "html", "<p>Autre texte</p><a href=\"" + publicLink + "\">ici</a>",
                        "text", "Autre texte " + publicLink,
                        "link", publicLink));
        var parent =
                Map.of(
                        "id",
                        "parent",
                        "name",
                        "Parent",
                        "email",
                        address("parent"),
                        "outside",
                        true);
        ask(invitation, 1, 1, more, List.of(unique("zoe"), parent));
        awaitOutcomes(2);
        var links = Map.of("zoe", "https://v.example/salles/1", "parent", publicLink);
        for (var id : links.keySet()) {
            var parts = new ArrayList<String>();
            words(SERVER.takenFor(address(id)).getFirst().message(), parts);
            var addresses =
                    parts.stream()
                            .flatMap(part -> ADDRESS.matcher(part).results())
                            .map(MatchResult::group)
                            .toList();
            assertThat(addresses).hasSizeGreaterThan(4).containsOnly(links.get(id));
        }
    }

    private static String calendarOf(Taken taken) throws MessagingException, IOException {
        var forms =
                (MimeMultipart)
                        ((MimeMultipart) taken.message().getContent()).getBodyPart(0).getContent();
        return new String(forms.getBodyPart(2).getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void what_is_refused_for_now_is_tried_again_and_delivered_once() {
        SERVER.meets(_ -> List.of(Mood.LATER, Mood.HANG_UP, Mood.SILENT));
        invite(List.of(unique("zoe")));
        assertThat(awaitOutcomes(1))
                .extracting(Outcome::type)
                .containsExactly("InvitationDelivered");
        assertThat(SERVER.triesFor(address("zoe"))).isEqualTo(4);
        assertThat(SERVER.takenFor(address("zoe"))).hasSize(1);
    }

    @Test
    void what_is_never_taken_is_given_up_after_five_more_tries_and_said_so() {
        SERVER.meets(_ ->
                List.of(Mood.LATER, Mood.LATER, Mood.LATER, Mood.LATER, Mood.LATER, Mood.LATER));
        invite(List.of(unique("zoe")));
        assertThat(awaitOutcomes(1)).extracting(Outcome::reason).containsExactly("UNREACHABLE");
        assertThat(SERVER.triesFor(address("zoe"))).isEqualTo(6);
    }

    @Test
    void words_and_addresses_are_forgotten_once_everybody_has_the_message() {
        invite(List.of(unique("zoe"), unique("lea")));
        awaitOutcomes(2);
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from message m join delivery d on d.message = m.id
                                        where m.id = ? and (m.html is not null or m.text is not null
                                        or m.subject is not null or d.address is not null)
                                        """)
                                .param(invitation)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void F37_five_hundred_on_a_bad_day_of_the_server_are_delivered_ten_at_a_time() {
        SERVER.meets(NotificationServiceTest::badDay);
        SERVER.forgetMost();
        inviteParts(0, 10);

        var outcomes = awaitOutcomes(500);

        assertThat(outcomes)
                .extracting(Outcome::recipient)
                .containsExactlyInAnyOrderElementsOf(fiveHundred());
        assertThat(outcomes).extracting(Outcome::revision).doesNotHaveDuplicates();
        assertThat(SERVER.mostAtOnce()).isBetween(2, 10);
        for (var outcome : outcomes) {
            var address = address(outcome.recipient());
            var refused = number(address) % 100 == 7;
            assertThat(outcome.reason()).isEqualTo(refused ? "REFUSED" : "");
            assertThat(SERVER.takenFor(address)).hasSize(refused ? 0 : 1);
            assertThat(SERVER.triesFor(address)).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void F37_instances_that_are_killed_while_they_post_leave_nobody_out() throws Exception {
        SERVER.meets(NotificationServiceTest::badDay);
        SERVER.isFarAway(Duration.ofMillis(100)); // or there would be nothing left for the other
        List<Taken> unconfirmed = new ArrayList<>();
        for (var kill = 0; kill < 3; kill++) {
            try (var theirs = MailServer.start()) {
                theirs.meets(NotificationServiceTest::badDay);
                theirs.neverConfirms();
                var other = anotherInstance(theirs.port());
                try {
                    await().atMost(Duration.ofSeconds(90)).until(this::otherInstanceIsReady);
                    inviteParts(kill * 3, kill == 2 ? 10 : kill * 3 + 3);
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> theirs.speaking() == 10 && !theirs.taken.isEmpty());
                } finally {
                    other.destroyForcibly().waitFor();
                }
                unconfirmed.addAll(theirs.taken);
            }
            awaitOutcomes(kill == 2 ? 500 : 150 * (kill + 1));
        }

        var outcomes = told.of(invitation);
        assertThat(outcomes)
                .extracting(Outcome::recipient)
                .containsExactlyInAnyOrderElementsOf(fiveHundred());
        assertThat(unconfirmed).hasSizeBetween(1, 30);
        for (var outcome : outcomes) {
            var address = address(outcome.recipient());
            var refused = number(address) % 100 == 7;
            assertThat(outcome.reason()).isEqualTo(refused ? "REFUSED" : "");
            assertThat(SERVER.takenFor(address)).hasSize(refused ? 0 : 1);
        }
        // Nobody knew that these had been taken: they were posted again, as the same message.
        for (var copy : unconfirmed) {
            assertThat(SERVER.takenFor(copy.recipient()).getFirst().message().getMessageID())
                    .isEqualTo(copy.message().getMessageID());
        }
    }

    /// One in ten is refused for now, one in fifty meets silence, one in a hundred is refused.
    private static List<Mood> badDay(String address) {
        var number = number(address);
        if (number % 100 == 7) {
            return List.of(Mood.NEVER);
        }
        if (number % 10 == 0) {
            return List.of(Mood.LATER);
        }
        return number % 50 == 1 ? List.of(Mood.SILENT) : List.of();
    }

    private static int number(String address) {
        return Integer.parseInt(address.substring(1, address.indexOf('.')));
    }

    private static List<String> fiveHundred() {
        return IntStream.range(0, 500).mapToObj(i -> "p" + i).toList();
    }

    /// In parts of fifty, as room-service asks.
    private void inviteParts(int from, int to) {
        for (var part = from; part < to; part++) {
            var people = fiveHundred().subList(part * 50, part * 50 + 50);
            ask(invitation, part + 1, 1, Map.of(), people.stream().map(this::unique).toList());
        }
    }

    /// Delivers from the same database, and hears nothing itself.
    private Process anotherInstance(int smtpPort) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotificationServiceApplication.class.getName(),
                        "--spring.kafka.listener.auto-startup=false",
                        "--db-scheduler.polling-interval=100ms",
                        "--" + PATIENCE,
                        "--" + TIMEOUT,
                        "--spring.main.banner-mode=off");
        var environment = process.environment();
        environment.put("SERVER_PORT", "0");
        environment.put("DATABASE_URL", database.getJdbcUrl());
        environment.put("DATABASE_USER", String.valueOf(database.getUsername()));
        environment.put("DATABASE_PASSWORD", String.valueOf(database.getPassword()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", String.join(",", broker.getBootstrapServers()));
        environment.put("SMTP_PORT", String.valueOf(smtpPort));
        environment.put("MAIL_FROM", "ne-pas-repondre@visio.example");
        return process.redirectErrorStream(true).redirectOutput(OTHER_LOG.toFile()).start();
    }

    private boolean otherInstanceIsReady() throws IOException {
        return Files.readString(OTHER_LOG).contains("Started NotificationServiceApplication");
    }

    @Test
    void P30_whatever_is_deleted_is_so_without_a_walk_through_what_refers_to_it() {
        assertThat(
                        jdbc.sql(
                                        """
                                        select conrelid::regclass || ': ' || pg_get_constraintdef(c.oid)
                                        from pg_constraint c
                                        where contype = 'f' and not exists (
                                            select from pg_index i
                                            where indrelid = conrelid and indpred is null
                                                and conkey @> (indkey::int2[])[0:cardinality(conkey) - 1])
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    @Test
    void P30_who_is_erased_is_in_no_delivery_any_more_and_gets_nothing_more() {
        SERVER.meets(_ -> List.of());
        var someone = "person-" + UUID.randomUUID();
        invite(List.of(unique(someone), unique("zoe")));
        awaitOutcomes(2);
        var pending = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into message (id, room, sender_name, subject, html, text, open,
                            revision, version)
                        values (?, ?, 'Ada Diallo', 'x', 'x', 'x', 1, 0, 0)
                        """)
                .params(pending, room)
                .update();
        jdbc.sql(
                        """
                        insert into delivery (message, recipient, name, address, status, tries, version)
                        values (?, ?, 'Somebody', 'somebody@lycee.example', 'PENDING', 0, 0)
                        """)
                .params(pending, someone)
                .update();

        erase(someone, "2026-03-01T12:00:00Z");

        await().until(() ->
                jdbc.sql("select count(*) from delivery where recipient = ?")
                                .param(someone)
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(
                        jdbc.sql("select count(*) from delivery where message = ?")
                                .param(invitation)
                                .query(Integer.class)
                                .single())
                .isOne();
        assertThat(
                        jdbc.sql("select open from message where id = ?")
                                .param(pending)
                                .query(Integer.class)
                                .single())
                .isZero();
        ask(invitation, 2, 2, Map.of(), List.of(unique(someone), unique("zoe")));
        await().until(() -> SERVER.takenFor(address("zoe")).size() == 2);
        assertThat(SERVER.takenFor(address(someone))).hasSize(1);
    }

    @Test
    void P30_what_who_is_erased_wrote_is_nowhere_any_more_and_reaches_nobody() {
        SERVER.meets(a -> a.startsWith("slow") ? Collections.nCopies(6, Mood.LATER) : List.of());
        var sender = "person-" + UUID.randomUUID();
        var by = Map.of("id", sender, "name", "Name of " + sender, "email", sender + "@x.example");
        Map<String, Object> theirs = Map.of("by", by, "text", "Words of " + sender);
        ask(invitation, 1, 1, theirs, List.of(unique("fast")));
        awaitOutcomes(1);
        var pending = UUID.randomUUID();
        ask(pending, 1, 1, theirs, List.of(unique("slow")));
        await().until(() -> SERVER.triesFor(address("slow")) >= 1);
        assertThat(traces(sender)).contains("message.sender", "message.sender_name");

        erase(sender, "2026-03-01T12:00:00Z");

        await().untilAsserted(() -> assertThat(traces(sender)).isEmpty());
        SERVER.meets(_ -> List.of());
        // Said before, heard after.
        ask(pending, 2, 1, theirs, List.of(unique("slow"), unique("late")));
        ask(UUID.randomUUID(), 1, 1, Map.of(), List.of(unique("last")));
        await().until(() -> SERVER.takenFor(address("last")).size() == 1);
        assertThat(traces(sender)).isEmpty();
        assertThat(SERVER.takenFor(address("slow"))).isEmpty();
        assertThat(SERVER.takenFor(address("late"))).isEmpty();
        // Who is somebody again may write again.
        var again = UUID.randomUUID();
        ask(again, 1, 1, Map.of("by", by, "at", "2026-03-01T12:00:01Z"), List.of(unique("again")));
        await().until(() -> SERVER.takenFor(address("again")).size() == 1);
    }

    private void erase(String person, String at) {
        var erasure = UUID.randomUUID().toString();
        var event = Map.of("erasure", erasure, "revision", 1, "at", at, "person", person);
        var said = new ProducerRecord<>("people.v1", erasure, JSON.writeValueAsBytes(event));
        said.headers().add("ce_type", "PersonErased".getBytes(UTF_8));
        kafka.send(said).join();
    }

    /// Where in the whole database their id is, alone or in other words, by column.
    private List<String> traces(String person) {
        return jdbc
                .sql(
                        """
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'
                        """)
                .query((row, _) -> row.getString(1))
                .list()
                .stream()
                .filter(column -> {
                    var parts = column.split("\\.", 2);
                    return jdbc.sql(
                                            "select count(*) from %s where cast(%s as text) like ?"
                                                    .formatted(parts[0], parts[1]))
                                    .param("%" + person + "%")
                                    .query(Integer.class)
                                    .single()
                            > 0;
                })
                .toList();
    }
}
