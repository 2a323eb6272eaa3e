package webconference.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skyscreamer.jsonassert.JSONAssert;
import tools.jackson.databind.json.JsonMapper;
import webconference.streaming.EndReason;
import webconference.streaming.InterruptReason;
import webconference.streaming.StreamEvent;
import webconference.streaming.StreamEvent.StreamAwaitingAdmission;
import webconference.streaming.StreamEvent.StreamConnecting;
import webconference.streaming.StreamEvent.StreamEnded;
import webconference.streaming.StreamEvent.StreamInterrupted;
import webconference.streaming.StreamEvent.StreamJoining;
import webconference.streaming.StreamEvent.StreamLive;
import webconference.streaming.StreamEvent.StreamPaused;
import webconference.streaming.StreamEvent.StreamQueued;
import webconference.streaming.StreamEvent.StreamRequested;
import webconference.streaming.StreamEvent.StreamStopCancelled;
import webconference.streaming.StreamEvent.StreamStopScheduled;
import webconference.streaming.StreamEvent.StreamStopping;

/// Both ends: what is said is as published, and what is published is understood.
class StreamEventContractTest {

    private static final UUID ROOM = UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11");
    private static final UUID OPENING = UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11");
    private static final UUID RUN = UUID.fromString("3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final JsonMapper json = JsonMapper.builder().build();

    static List<StreamEvent> said() {
        return List.of(
                new StreamRequested(ROOM, OPENING, RUN, 1, NOON, "tube.example.org"),
                new StreamQueued(ROOM, OPENING, RUN, 2, NOON, 4, 4),
                new StreamJoining(ROOM, OPENING, RUN, 2, NOON),
                new StreamAwaitingAdmission(ROOM, OPENING, RUN, 3, NOON),
                new StreamConnecting(ROOM, OPENING, RUN, 4, NOON),
                new StreamLive(ROOM, OPENING, RUN, 5, NOON),
                new StreamPaused(ROOM, OPENING, RUN, 6, NOON, "ada"),
                new StreamInterrupted(
                        ROOM,
                        OPENING,
                        RUN,
                        7,
                        NOON,
                        InterruptReason.CONNECTION_LOST,
                        1,
                        5,
                        NOON.plusSeconds(4)),
                new StreamStopScheduled(ROOM, OPENING, RUN, 8, NOON, NOON.plusSeconds(120)),
                new StreamStopCancelled(ROOM, OPENING, RUN, 9, NOON),
                new StreamStopping(ROOM, OPENING, RUN, 9, NOON),
                new StreamEnded(ROOM, OPENING, RUN, 10, NOON, EndReason.STOPPED_BY_USER, "ada"));
    }

    @Test
    void every_event_is_said_here_once() {
        assertThat(said().stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(StreamEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("said")
    void it_is_written_as_published(StreamEvent event) throws Exception {
        var name = fileOf(event.getClass());
        var written = json.writeValueAsString(event);
        JSONAssert.assertEquals(text("streams/" + name + ".json"), written, true);
        assertThat(violations(name, written)).isEmpty();
    }

    @Test
    void who_did_it_is_left_out_when_nobody_did() throws IOException {
        var nightly =
                json.writeValueAsString(
                        new StreamEnded(ROOM, OPENING, RUN, 10, NOON, EndReason.NIGHTLY, null));
        assertThat(nightly).doesNotContain("\"by\"");
        assertThat(violations("stream-ended", nightly)).isEmpty();
    }

    @Test
    void every_reason_is_in_the_contract() throws IOException {
        var schema = json.readTree(text("streams/stream-ended.schema.json"));
        assertThat(Arrays.stream(EndReason.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        schema.at("/properties/reason/enum").values().stream()
                                .map(node -> node.asString())
                                .toList());
        var interrupted = json.readTree(text("streams/stream-interrupted.schema.json"));
        assertThat(Arrays.stream(InterruptReason.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(
                        interrupted.at("/properties/reason/enum").values().stream()
                                .map(node -> node.asString())
                                .toList());
    }

    static List<Class<? extends RoomEvent>> heardOfRooms() {
        return List.of(
                RoomEvent.RoomOpened.class,
                RoomEvent.RoomClosed.class,
                RoomEvent.StreamStartRequested.class,
                RoomEvent.StreamStopRequested.class);
    }

    @ParameterizedTest
    @MethodSource
    void heardOfRooms(Class<? extends RoomEvent> type) throws IOException {
        var event = json.readValue(text("rooms/" + fileOf(type) + ".json"), type);
        assertThat(event.room()).isEqualTo(ROOM);
        assertThat(event).hasNoNullFieldsOrProperties();
    }

    @Test
    void a_room_without_streaming_is_understood() throws IOException {
        var example = json.readTree(text("rooms/room-opened.json"));
        var without = ((tools.jackson.databind.node.ObjectNode) example).without("target");
        assertThat(json.treeToValue(without, RoomEvent.RoomOpened.class).target()).isNull();
    }

    static List<Class<? extends MeetingEvent>> heardOfMeetings() {
        return List.of(
                MeetingEvent.MeetingStarted.class,
                MeetingEvent.ModeratorJoined.class,
                MeetingEvent.ModeratorLeft.class,
                MeetingEvent.MeetingEnded.class);
    }

    @ParameterizedTest
    @MethodSource
    void heardOfMeetings(Class<? extends MeetingEvent> type) throws IOException {
        var event = json.readValue(text("meetings/" + fileOf(type) + ".json"), type);
        assertThat(event.opening()).isEqualTo(OPENING);
        assertThat(event).hasNoNullFieldsOrProperties();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"attendance-changed", "meeting-start-failed"})
    void what_is_of_no_use_here_is_read_all_the_same(String name) throws IOException {
        var event = json.readValue(text("meetings/" + name + ".json"), MeetingEvent.Other.class);
        assertThat(event.opening()).isEqualTo(OPENING);
    }

    private static List<String> violations(String name, String written) throws IOException {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(text("streams/" + name + ".schema.json"));
        return schema.validate(written, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    private static String fileOf(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(String path) throws IOException {
        try (InputStream in =
                StreamEventContractTest.class.getResourceAsStream("/contracts/" + path)) {
            return new String(
                    Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
