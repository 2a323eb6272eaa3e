package webconference.notification.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.json.JSONException;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.json.JsonMapper;
import webconference.notification.AccessRequest;
import webconference.notification.FailureReason;
import webconference.notification.Language;
import webconference.notification.Meeting;
import webconference.notification.MessageId;
import webconference.notification.NotificationEvent.InvitationDelivered;
import webconference.notification.NotificationEvent.InvitationFailed;
import webconference.notification.OutsideWords;
import webconference.notification.Person;
import webconference.notification.PlaceRequest;
import webconference.notification.Request;
import webconference.notification.kafka.InvitationEvent.AccessRequested;
import webconference.notification.kafka.InvitationEvent.InvitationRequested;
import webconference.notification.kafka.InvitationEvent.PlaceRequested;

class EventContractTest {

    private static final UUID ROOM = UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11");
    private static final UUID INVITATION = UUID.fromString("c6f1a7de-4b0a-4a7e-9a67-6f6f0e0f3a42");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final JsonMapper json = new JsonMapper();

    @Test
    void invitation_requested_is_read_as_published() {
        var event =
                json.readValue(
                        contract("invitations/invitation-requested.json"),
                        InvitationRequested.class);
        assertThat(event.request())
                .isEqualTo(
                        new Request(
                                new MessageId(INVITATION),
                                ROOM,
                                NOON,
                                1,
                                new Person("ada", "Ada Diallo", "ada@lycee-hugo.example"),
                                "Physique 3B : invitation",
                                "<p>Bonjour,</p>",
                                "Bonjour,",
                                new Meeting(
                                        Instant.parse("2026-03-02T13:00:00Z"),
                                        60,
                                        0,
                                        false,
                                        "Physique 3B : invitation",
                                        "https://visio.example.org/salles/" + ROOM + "/rejoindre"),
                                new OutsideWords(
                                        "<p>Bonjour !</p>",
                                        "Bonjour !",
                                        "https://visio.example.org/p/V2hvIGhhcyBubyBhY2NvdW50"),
                                List.of(
                                        new Person("zoe", "Zoé Bernard", "zoe@lycee-hugo.example"),
                                        new Person(
                                                "external-2b1f6a0e-93c4-4d57-8a21-0c7e5d9b4f36",
                                                "parent@home.example",
                                                "parent@home.example",
                                                true)),
                                Language.FRENCH,
                                true));
    }

    @Test
    void access_requested_is_read_as_published() {
        var event =
                json.readValue(
                        contract("invitations/access-requested.json"), AccessRequested.class);
        assertThat(event.known())
                .isEqualTo(
                        new AccessRequest(
                                UUID.fromString("5d0b6a4e-53a5-4b60-8a5a-7c2c2f8e9d13"),
                                ROOM,
                                NOON,
                                "Physique 3B",
                                "https://visio.example.org/salles/" + ROOM,
                                Language.FRENCH,
                                new Person("zoe", "Zoé Bernard", "zoe@lycee-hugo.example"),
                                new Person("ada", "Ada Diallo", "ada@lycee-hugo.example")));
    }

    @Test
    void place_requested_is_read_as_published() {
        var event =
                json.readValue(contract("invitations/place-requested.json"), PlaceRequested.class);
        assertThat(event.known())
                .isEqualTo(
                        new PlaceRequest(
                                UUID.fromString("5d0b6a4e-53a5-4b60-8a5a-7c2c2f8e9d13"),
                                ROOM,
                                NOON,
                                "Physique 3B",
                                "Lycée Victor-Hugo",
                                "https://visio.example.org/salles/" + ROOM,
                                Language.FRENCH,
                                new Person("zoe", "Zoé Bernard", "zoe@lycee-hugo.example"),
                                new Person("ada", "Ada Diallo", "ada@lycee-hugo.example")));
    }

    @Test
    void tomorrows_events_and_fields_are_no_failure() {
        var example = contract("invitations/invitation-requested.json");
        assertThat(json.readValue(example, InvitationEvent.Other.class)).isNotNull();
        var richer = example.replace("\"subject\"", "\"mood\": \"good\", \"subject\"");
        assertThat(json.readValue(richer, InvitationRequested.class).subject())
                .isEqualTo("Physique 3B : invitation");
    }

    @Test
    void what_an_older_release_asked_for_is_the_invitation_itself() {
        var older =
                contract("invitations/invitation-requested.json")
                        .replaceFirst("\"notice\": 1,", "")
                        .replaceFirst("(?s)\"meeting\": \\{.*?},", "")
                        .replaceFirst("(?s)\"outside\": \\{.*?},", "");
        var request = json.readValue(older, InvitationRequested.class).request();
        assertThat(request.notice()).isEqualTo(1);
        assertThat(request.meeting()).isNull();
        assertThat(request.outside()).isNull();
    }

    @Test
    void invitation_delivered_is_written_as_published() throws JSONException {
        isWrittenAs(
                new InvitationDelivered(ROOM, INVITATION, 1, NOON, 1, "zoe"),
                "notifications/invitation-delivered");
    }

    @Test
    void invitation_failed_is_written_as_published() throws JSONException {
        isWrittenAs(
                new InvitationFailed(ROOM, INVITATION, 2, NOON, 1, "zoe", FailureReason.REFUSED),
                "notifications/invitation-failed");
        for (var reason : FailureReason.values()) {
            isValid(
                    json.writeValueAsString(
                            new InvitationFailed(ROOM, INVITATION, 2, NOON, 1, "zoe", reason)),
                    "notifications/invitation-failed");
        }
    }

    private void isWrittenAs(Object event, String name) throws JSONException {
        var written = json.writeValueAsString(event);
        JSONAssert.assertEquals(contract(name + ".json"), written, true);
        isValid(written, name);
    }

    private static void isValid(String written, String name) {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(contract(name + ".schema.json"), InputFormat.JSON);
        assertThat(schema.validate(written, InputFormat.JSON)).isEmpty();
    }

    private static String contract(String path) {
        try (var in = EventContractTest.class.getResourceAsStream("/contracts/" + path)) {
            return new String(
                    Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
