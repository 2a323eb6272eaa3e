package webconference.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistrar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.eventing.TestPlatform;

/// The whole service on a real PostgreSQL and a real Kafka, with two servers that speak as
/// BigBlueButton does. Rounds are quick, so that nothing waits.
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "DATABASE_PASSWORD=unused",
            "entry.pass-secret=" + WholeService.PASS_SECRET,
            "entry.access-secret=" + WholeService.ACCESS_SECRET,
            "PORTAL_URL=https://portal.example.org",
            "BBB_WEBHOOK_URL=" + WholeService.WEBHOOK,
            "meeting.places=" + WholeService.PLACES,
            "rounds.every=700ms",
            "rounds.while-ill=400ms",
            "rounds.lost-after=2s",
            "bbb.connect-timeout=1s",
            "bbb.answer-timeout=3s"
        })
@Import({TestPlatform.class, WholeService.Servers.class})
@interface WholeService {

    String PASS_SECRET = "an-entry-pass-secret-of-the-tests-0123456789";
    String ACCESS_SECRET = "a-meeting-access-secret-of-the-tests-0123456";
    int PLACES = 3;
    String WEBHOOK = "https://portal.example.org/api/v1/bbb/events";

    @TestConfiguration(proxyBeanMethods = false)
    class Servers {

        @Bean
        PretendBbb one() {
            return new PretendBbb("the secret of one");
        }

        @Bean
        PretendBbb two() {
            return new PretendBbb("the secret of two");
        }

        @Bean
        DynamicPropertyRegistrar servers(PretendBbb one, PretendBbb two) {
            return properties -> {
                properties.add("bbb.servers[0].url", one::url);
                properties.add("bbb.servers[0].secret", () -> "the secret of one");
                properties.add("bbb.servers[0].name", () -> "one");
                properties.add("bbb.servers[0].front", () -> true);
                properties.add("bbb.servers[1].url", two::url);
                properties.add("bbb.servers[1].secret", () -> "the secret of two");
                properties.add("bbb.servers[1].name", () -> "two");
                properties.add("bbb.servers[1].front", () -> true);
            };
        }

        @Bean
        Kafka kafka(KafkaTemplate<String, byte[]> template, JsonMapper json) {
            return new Kafka(template, json);
        }
    }

    /// room-service's mouth and everybody's ear.
    class Kafka {

        record Heard(String type, String key, JsonNode data) {}

        private final KafkaTemplate<String, byte[]> template;
        private final JsonMapper json;
        private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        private final ConcurrentHashMap<UUID, AtomicLong> revisions = new ConcurrentHashMap<>();

        Kafka(KafkaTemplate<String, byte[]> template, JsonMapper json) {
            this.template = template;
            this.json = json;
        }

        @KafkaListener(topics = "meetings.v1", groupId = "the-tests")
        void hear(ConsumerRecord<String, byte[]> record) {
            var type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
            heard.add(new Heard(type, record.key(), json.readTree(record.value())));
        }

        List<Heard> about(OpeningId opening) {
            return heard.stream()
                    .filter(it -> it.data().get("opening").asString().equals(opening.toString()))
                    .toList();
        }

        List<String> typesAbout(OpeningId opening) {
            return about(opening).stream().map(Heard::type).toList();
        }

        void roomOpened(RoomId room, OpeningId opening, String name, boolean waitingRoom) {
            say(
                    "RoomOpened",
                    room,
                    opening,
                    ",\"by\":\"ada\",\"name\":\"%s\",\"waitingRoom\":%s,\"establishment\":\"0750001A\""
                            .formatted(name, waitingRoom));
        }

        void roomOpenedToGuests(RoomId room, OpeningId opening, String name) {
            say(
                    "RoomOpened",
                    room,
                    opening,
                    ",\"by\":\"ada\",\"name\":\"%s\",\"waitingRoom\":false,\"guests\":true"
                            .formatted(name));
        }

        void roomClosed(RoomId room, OpeningId opening) {
            say("RoomClosed", room, opening, ",\"by\":\"ada\",\"reason\":\"CLOSED_BY_USER\"");
        }

        private void say(String type, RoomId room, OpeningId opening, String more) {
            var revision =
                    revisions
                            .computeIfAbsent(room.value(), _ -> new AtomicLong())
                            .incrementAndGet();
            var value =
                    "{\"room\":\"%s\",\"revision\":%d,\"at\":\"2026-03-01T12:00:00Z\",\"opening\":\"%s\"%s}"
                            .formatted(room, revision, opening, more);
            var record = new ProducerRecord<>("rooms.v1", room.toString(), value.getBytes(UTF_8));
            record.headers().add("ce_type", type.getBytes(UTF_8));
            template.send(record).join();
            // A resend has no effect.
            template.send(record).join();
        }
    }
}
