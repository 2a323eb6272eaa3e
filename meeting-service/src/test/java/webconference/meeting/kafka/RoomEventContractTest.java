package webconference.meeting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.kafka.RoomEvent.Other;
import webconference.meeting.kafka.RoomEvent.RoomClosed;
import webconference.meeting.kafka.RoomEvent.RoomOpened;

class RoomEventContractTest {

    private static final UUID ROOM = UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11");
    private static final UUID OPENING = UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11");

    @Test
    void room_opened_is_read_as_published() {
        assertThat(read("room-opened", RoomOpened.class))
                .isEqualTo(new RoomOpened(ROOM, 3, OPENING, "Physique 3B", true, true, "0750001A"));
    }

    @Test
    void a_room_opened_by_an_earlier_release_lets_no_guests_in() {
        var earlier =
                """
                {"room":"%s","revision":3,"opening":"%s","name":"Physique 3B","waitingRoom":true}
                """
                        .formatted(ROOM, OPENING);
        assertThat(JsonMapper.builder().build().readValue(earlier, RoomOpened.class).guests())
                .isNull();
    }

    @Test
    void room_closed_is_read_as_published() {
        assertThat(read("room-closed", RoomClosed.class))
                .isEqualTo(new RoomClosed(ROOM, 6, OPENING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-start-requested", "stream-stop-requested"})
    void what_is_of_no_use_is_read_all_the_same(String event) {
        assertThat(read(event, Other.class).room()).isEqualTo(ROOM);
    }

    private static <T> T read(String event, Class<T> type) {
        var file =
                RoomEventContractTest.class.getResourceAsStream(
                        "/contracts/rooms/" + event + ".json");
        return JsonMapper.builder().build().readValue(Objects.requireNonNull(file), type);
    }
}
