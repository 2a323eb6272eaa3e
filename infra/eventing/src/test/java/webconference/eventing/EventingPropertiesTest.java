package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventingPropertiesTest {

    @Test
    void a_topic_may_be_kept_for_a_shorter_time_than_the_others() {
        var properties = properties(Map.of("invitations.v1", Duration.ofDays(1)), 30);
        assertThat(properties.retentionOf("invitations.v1")).isEqualTo(Duration.ofDays(1));
        assertThat(properties.retentionOf("rooms.v1")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void the_inbox_must_remember_longer_than_a_replayed_dead_letter_can_live() {
        assertThatThrownBy(() -> properties(Map.of(), 14)).hasMessageContaining("rooms.v1");
    }

    private static EventingProperties properties(Map<String, Duration> retentions, int inboxDays) {
        return new EventingProperties(
                List.of("rooms.v1", "invitations.v1"),
                6,
                (short) 1,
                Duration.ofDays(7),
                retentions,
                Duration.ofDays(inboxDays),
                Duration.ofSeconds(5));
    }
}
