package webconference.notification.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import webconference.notification.kafka.PersonEvent.PersonErased;

class PersonEventContractTest {

    @Test
    void person_erased_is_read_as_published() {
        var file = getClass().getResourceAsStream("/contracts/people/person-erased.json");
        assertThat(
                        JsonMapper.builder()
                                .build()
                                .readValue(Objects.requireNonNull(file), PersonErased.class))
                .isEqualTo(
                        new PersonErased(
                                UUID.fromString("5f0e8c1a-3f0b-4c55-8a43-9c2d7a1b6e10"),
                                1,
                                Instant.parse("2026-03-01T12:00:00Z"),
                                "ada"));
    }
}
