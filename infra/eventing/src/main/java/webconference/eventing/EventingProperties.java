package webconference.eventing;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which topics a service speaks on or listens to, and how they are made where they are missing.
///
/// @param topics names, such as `rooms.v1`; each gets a dead-letter topic `rooms.v1-dlt` beside it
/// @param partitions of a topic that is made; a topic that exists keeps its own
/// @param replicas of a topic that is made
@ConfigurationProperties("eventing")
record EventingProperties(
        @DefaultValue List<String> topics,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas) {}
