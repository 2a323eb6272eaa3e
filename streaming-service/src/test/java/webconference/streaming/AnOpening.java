package webconference.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/// One opening of a room, as the other services tell of it.
final class AnOpening {

    final UUID room = UUID.randomUUID();
    final UUID id = UUID.randomUUID();
    final String host = "tube-" + id.toString().substring(0, 8) + ".example.org";
    private final KafkaTemplate<String, byte[]> kafka;
    private final JsonMapper json;
    private final Clock clock;
    private final String sealedKey;
    private final List<ProducerRecord<String, byte[]>> told = new ArrayList<>();
    private String onStop = "PAUSE";
    private int roomRevision;
    private int meetingRevision;

    AnOpening(KafkaTemplate<String, byte[]> kafka, JsonMapper json, Clock clock) {
        this.kafka = kafka;
        this.json = json;
        this.clock = clock;
        this.sealedKey = SealedKeys.OURS.seal("the-stream-key", room);
    }

    AnOpening disconnectingOnStop() {
        onStop = "DISCONNECT";
        return this;
    }

    AnOpening opened() {
        return room(
                "RoomOpened",
                Map.of(
                        "by",
                        "ada",
                        "name",
                        "Physique 3B",
                        "waitingRoom",
                        true,
                        "target",
                        target()));
    }

    AnOpening openedWithoutStreaming() {
        return room("RoomOpened", Map.of("by", "ada", "name", "Physique 3B", "waitingRoom", true));
    }

    AnOpening closed() {
        return room("RoomClosed", Map.of("by", "ada", "reason", "CLOSED_BY_USER"));
    }

    AnOpening startRequested() {
        return room("StreamStartRequested", Map.of("by", "ada", "target", target()));
    }

    AnOpening stopRequested(String how) {
        return room("StreamStopRequested", Map.of("by", "ada", "how", how));
    }

    AnOpening meetingStarted() {
        return meeting("MeetingStarted", Map.of());
    }

    AnOpening meetingEnded() {
        return meeting("MeetingEnded", Map.of("reason", "ENDED_IN_MEETING"));
    }

    AnOpening moderatorJoined(int moderators) {
        return meeting("ModeratorJoined", Map.of("moderators", moderators));
    }

    AnOpening moderatorLeft(int moderators) {
        return meeting("ModeratorLeft", Map.of("moderators", moderators));
    }

    AnOpening attendanceChanged(int people) {
        return meeting("AttendanceChanged", Map.of("people", people, "moderators", 0));
    }

    /// Everything that was told is told again, word for word.
    void toldAgain() {
        told.forEach(message ->
                send(
                        new ProducerRecord<>(
                                message.topic(),
                                null,
                                message.key(),
                                message.value(),
                                message.headers())));
    }

    /// Of the last that was told of the room.
    int roomRevision() {
        return roomRevision;
    }

    private Map<String, Object> target() {
        return Map.of(
                "url", "rtmp://" + host + ":1935/live", "sealedKey", sealedKey, "onStop", onStop);
    }

    private AnOpening room(String type, Map<String, Object> fields) {
        return tell("rooms.v1", type, ++roomRevision, fields);
    }

    private AnOpening meeting(String type, Map<String, Object> fields) {
        return tell("meetings.v1", type, ++meetingRevision, fields);
    }

    private AnOpening tell(String topic, String type, int revision, Map<String, Object> fields) {
        var data = new LinkedHashMap<String, Object>(fields);
        data.put("room", room);
        data.put("opening", id);
        data.put("revision", revision);
        data.put("at", Instant.now(clock));
        var message = new ProducerRecord<>(topic, room.toString(), json.writeValueAsBytes(data));
        message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        told.add(message);
        send(message);
        return this;
    }

    private void send(ProducerRecord<String, byte[]> message) {
        kafka.send(message).join();
    }
}
