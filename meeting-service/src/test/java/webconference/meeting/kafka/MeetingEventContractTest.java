package webconference.meeting.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.EndReason;
import webconference.meeting.MeetingEvent;
import webconference.meeting.MeetingEvent.AttendanceChanged;
import webconference.meeting.MeetingEvent.MeetingEnded;
import webconference.meeting.MeetingEvent.MeetingStartFailed;
import webconference.meeting.MeetingEvent.MeetingStarted;
import webconference.meeting.MeetingEvent.ModeratorJoined;
import webconference.meeting.MeetingEvent.ModeratorLeft;
import webconference.meeting.OpeningId;
import webconference.meeting.RoomId;
import webconference.meeting.StartFailure;

class MeetingEventContractTest {

    private static final RoomId ROOM =
            new RoomId(UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11"));
    private static final OpeningId OPENING =
            new OpeningId(UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11"));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static Stream<MeetingEvent> all() {
        return Stream.of(
                new MeetingStarted(ROOM, OPENING, 1, NOON, 100),
                new MeetingStartFailed(ROOM, OPENING, 1, NOON, StartFailure.UNREACHABLE),
                new AttendanceChanged(ROOM, OPENING, 4, NOON, 23, 2),
                new ModeratorJoined(ROOM, OPENING, 2, NOON, 1),
                new ModeratorLeft(ROOM, OPENING, 7, NOON, 0),
                new MeetingEnded(ROOM, OPENING, 8, NOON, EndReason.ENDED_IN_MEETING));
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_event_is_written_as_published(MeetingEvent event) throws Exception {
        var written = JsonMapper.builder().build().writeValueAsString(event);
        JSONAssert.assertEquals(contract(event, ".json"), written, JSONCompareMode.STRICT);
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(contract(event, ".schema.json"), InputFormat.JSON);
        assertThat(schema.validate(written, InputFormat.JSON)).isEmpty();
    }

    private static String contract(MeetingEvent event, String ending) throws IOException {
        var name =
                event.getClass()
                        .getSimpleName()
                        .replaceAll("(?<!^)(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
        try (var file =
                MeetingEventContractTest.class.getResourceAsStream(
                        "/contracts/meetings/" + name + ending)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
