package webconference.eventing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which topics a service speaks on or listens to, how they are made where they are missing, and
/// how long things are kept.
///
/// @param topics names, such as `rooms.v1`; each gets a dead-letter topic `rooms.v1-dlt` beside it
/// @param partitions of a topic that is made; a topic that exists keeps its own
/// @param replicas of a topic that is made
/// @param retention how long a topic that is made keeps its records, and its dead letters
/// @param retentions the same for single topics, by name: `eventing.retentions[invitations.v1]`
/// @param inboxRetention how long it is remembered that an event was handled
/// @param patience how long a start waits for Kafka before it goes on without
@ConfigurationProperties("eventing")
record EventingProperties(
        @DefaultValue List<String> topics,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas,
        @DefaultValue("7d") Duration retention,
        @DefaultValue Map<String, Duration> retentions,
        @DefaultValue("30d") Duration inboxRetention,
        @DefaultValue("5s") Duration patience) {

    /// A dead letter may be replayed on its last day and stays on the topic for as long again: what
    /// other listeners handled before must not be new to them then.
    EventingProperties {
        for (var topic : topics) {
            var kept = retentions.getOrDefault(topic, retention);
            if (kept.multipliedBy(2).compareTo(inboxRetention) >= 0) {
                throw new IllegalArgumentException(
                        "eventing.inbox-retention (%s) must be more than twice what %s is kept (%s)"
                                .formatted(inboxRetention, topic, kept));
            }
        }
    }

    Duration retentionOf(String topic) {
        return retentions.getOrDefault(topic, retention);
    }
}
