package webconference.room.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.OnStop;
import webconference.room.OpeningId;
import webconference.room.RoomEvent.CloseReason;
import webconference.room.RoomEvent.How;
import webconference.room.RoomEvent.RoomClosed;
import webconference.room.RoomEvent.RoomOpened;
import webconference.room.RoomEvent.StreamStartRequested;
import webconference.room.RoomEvent.StreamStopRequested;
import webconference.room.RoomId;
import webconference.room.StreamTarget;
import webconference.room.UserId;
import webconference.room.access.AccessRequested;
import webconference.room.invitation.InvitationRequested;
import webconference.room.invitation.InvitationRequested.Correspondent;
import webconference.room.invitation.InvitationRequested.Date;
import webconference.room.invitation.InvitationRequested.Outside;
import webconference.room.operations.PlaceRequested;
import webconference.room.privacy.PersonErased;

class EventContractTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RoomId ROOM =
            new RoomId(UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11"));
    private static final OpeningId OPENING =
            new OpeningId(UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11"));
    private static final UserId ADA = new UserId("ada");
    private static final StreamTarget TARGET =
            new StreamTarget(
                    "rtmp://tube.example.org:1935/live",
                    "eyJhbGciOiJFQ0RILUVTIn0.sealed.by.room.service",
                    "a mark that is told to nobody",
                    OnStop.PAUSE);

    static Stream<Arguments> spoken() {
        return Stream.of(
                Arguments.of(
                        new RoomOpened(
                                ROOM,
                                3,
                                NOON,
                                OPENING,
                                ADA,
                                "Physique 3B",
                                true,
                                true,
                                "0750001A",
                                TARGET),
                        "rooms/room-opened"),
                Arguments.of(
                        new RoomClosed(ROOM, 6, NOON, OPENING, ADA, CloseReason.CLOSED_BY_USER),
                        "rooms/room-closed"),
                Arguments.of(
                        new StreamStartRequested(ROOM, 5, NOON, OPENING, ADA, TARGET),
                        "rooms/stream-start-requested"),
                Arguments.of(
                        new StreamStopRequested(ROOM, 4, NOON, OPENING, ADA, How.PAUSE),
                        "rooms/stream-stop-requested"),
                Arguments.of(
                        new PersonErased(
                                UUID.fromString("5f0e8c1a-3f0b-4c55-8a43-9c2d7a1b6e10"),
                                1,
                                NOON,
                                ADA),
                        "people/person-erased"),
                Arguments.of(
                        new AccessRequested(
                                ROOM,
                                UUID.fromString("5d0b6a4e-53a5-4b60-8a5a-7c2c2f8e9d13"),
                                1,
                                NOON,
                                "Physique 3B",
                                "https://visio.example.org/salles/" + ROOM,
                                "fr",
                                new AccessRequested.Correspondent(
                                        "zoe", "Zoé Bernard", "zoe@lycee-hugo.example"),
                                new AccessRequested.Correspondent(
                                        "ada", "Ada Diallo", "ada@lycee-hugo.example")),
                        "invitations/access-requested"),
                Arguments.of(
                        new PlaceRequested(
                                ROOM,
                                UUID.fromString("5d0b6a4e-53a5-4b60-8a5a-7c2c2f8e9d13"),
                                1,
                                NOON,
                                "Physique 3B",
                                "Lycée Victor-Hugo",
                                "https://visio.example.org/salles/" + ROOM,
                                "fr",
                                new PlaceRequested.Correspondent(
                                        "zoe", "Zoé Bernard", "zoe@lycee-hugo.example"),
                                new PlaceRequested.Correspondent(
                                        "ada", "Ada Diallo", "ada@lycee-hugo.example")),
                        "invitations/place-requested"),
                Arguments.of(
                        new InvitationRequested(
                                ROOM,
                                UUID.fromString("c6f1a7de-4b0a-4a7e-9a67-6f6f0e0f3a42"),
                                1,
                                NOON,
                                1,
                                new Correspondent(
                                        "ada", "Ada Diallo", "ada@lycee-hugo.example", false),
                                "Physique 3B : invitation",
                                "<p>Bonjour,</p>",
                                "Bonjour,",
                                new Date(
                                        Instant.parse("2026-03-02T13:00:00Z"),
                                        60,
                                        0,
                                        false,
                                        "Physique 3B : invitation",
                                        "https://visio.example.org/salles/" + ROOM + "/rejoindre"),
                                new Outside(
                                        "<p>Bonjour !</p>",
                                        "Bonjour !",
                                        "https://visio.example.org/p/V2hvIGhhcyBubyBhY2NvdW50"),
                                List.of(
                                        new Correspondent(
                                                "zoe",
                                                "Zoé Bernard",
                                                "zoe@lycee-hugo.example",
                                                false),
                                        new Correspondent(
                                                "external-2b1f6a0e-93c4-4d57-8a21-0c7e5d9b4f36",
                                                "parent@home.example",
                                                "parent@home.example",
                                                true))),
                        "invitations/invitation-requested"));
    }

    @ParameterizedTest
    @MethodSource("spoken")
    void what_is_told_is_written_as_published(Object event, String contract) throws Exception {
        var written = JSON.writeValueAsString(event);
        JSONAssert.assertEquals(text(contract + ".json"), written, true);
        assertThat(problems(written, contract)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("optional")
    void what_is_not_there_is_left_out(Object event, String contract) throws IOException {
        assertThat(problems(JSON.writeValueAsString(event), contract)).isEmpty();
    }

    static Stream<Arguments> optional() {
        return Stream.of(
                Arguments.of(
                        new RoomOpened(
                                ROOM,
                                3,
                                NOON,
                                OPENING,
                                ADA,
                                "Physique 3B",
                                true,
                                false,
                                null,
                                null),
                        "rooms/room-opened"),
                Arguments.of(
                        new RoomClosed(ROOM, 6, NOON, OPENING, null, CloseReason.MEETING_ENDED),
                        "rooms/room-closed"),
                Arguments.of(
                        new AccessRequested(
                                ROOM,
                                new UUID(0, 1),
                                1,
                                NOON,
                                "x",
                                "https://visio.example.org/salles/x",
                                "en",
                                new AccessRequested.Correspondent("zoe", "Zoé", null),
                                new AccessRequested.Correspondent("ada", "Ada", null)),
                        "invitations/access-requested"),
                Arguments.of(
                        new InvitationRequested(
                                ROOM,
                                new UUID(0, 1),
                                1,
                                NOON,
                                1,
                                new Correspondent("ada", "Ada", null, false),
                                "x",
                                "x",
                                "x",
                                null,
                                null,
                                List.of(new Correspondent("zoe", "Zoé", null, false))),
                        "invitations/invitation-requested"));
    }

    static Stream<Arguments> heard() {
        return Stream.of(
                        heard("meetings", MeetingEvent.class),
                        heard("streams", StreamEvent.class),
                        heard("notifications", NotificationEvent.class))
                .flatMap(all -> all);
    }

    private static Stream<Arguments> heard(String topic, Class<?> sealed) {
        return examples(topic).map(example -> Arguments.of(topic + "/" + example, sealed));
    }

    /// The record that its type names reads it, and reads nothing but what is there.
    @ParameterizedTest
    @MethodSource("heard")
    void every_example_of_a_topic_we_hear_is_read_by_the_case_of_its_name(
            String example, Class<?> sealed) throws IOException {
        var name = name(example);
        var type =
                Arrays.stream(sealed.getPermittedSubclasses())
                        .filter(c -> c.getSimpleName().equals(name))
                        .findFirst();
        assertThat(type).as(name).isPresent();
        var text = text(example);
        var read = JSON.readValue(text, type.orElseThrow());
        for (var component : read.getClass().getRecordComponents()) {
            assertThat(JSON.readTree(text).has(component.getName()))
                    .as(component.getName())
                    .isTrue();
        }
    }

    private static String name(String example) {
        var words = example.substring(example.indexOf('/') + 1).replace(".json", "").split("-");
        return Arrays.stream(words)
                .map(w -> Character.toUpperCase(w.charAt(0)) + w.substring(1))
                .reduce("", String::concat);
    }

    private static Stream<String> examples(String topic) {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources("classpath*:contracts/" + topic + "/*.json"))
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .filter(file -> !file.endsWith(".schema.json"))
                    .sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<?> problems(String written, String contract) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(contract + ".schema.json"))
                .validate(written, InputFormat.JSON);
    }

    private static String text(String file) throws IOException {
        try (var in =
                Objects.requireNonNull(
                        EventContractTest.class.getResourceAsStream("/contracts/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
