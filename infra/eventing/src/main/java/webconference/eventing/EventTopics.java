package webconference.eventing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/// Makes the topics that are missing, once, before the first listener starts or, when Kafka is away
/// then, before the first event is sent. A topic that exists is left as it is: more partitions
/// would send a room's next events to another one than its earlier events.
class EventTopics implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(EventTopics.class);

    private final KafkaAdmin kafka;
    private final EventingProperties properties;
    private volatile boolean exist;

    EventTopics(KafkaAdmin kafka, EventingProperties properties) {
        this.kafka = kafka;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!exist()) {
            log.warn("Kafka is away; topics will be made when it is there");
        }
    }

    /// Whether all topics are there, or not ours to make; makes what is missing.
    boolean exist() {
        if (!exist) {
            exist = make();
        }
        return exist;
    }

    private boolean make() {
        var patience = Math.toIntExact(properties.patience().toMillis());
        var settings = new HashMap<>(kafka.getConfigurationProperties());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
        try (var admin = Admin.create(settings)) {
            var made = admin.createTopics(wanted()).values();
            for (var topic : made.entrySet()) {
                try {
                    topic.getValue().get(patience, TimeUnit.MILLISECONDS);
                    log.info("Made topic {}", topic.getKey());
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case TopicExistsException _ -> {}
                        case AuthorizationException _, PolicyViolationException _ ->
                                log.warn("Topic {} is not ours to make", topic.getKey());
                        case null, default -> {
                            return false;
                        }
                    }
                } catch (TimeoutException e) {
                    return false;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    private List<NewTopic> wanted() {
        return properties.topics().stream()
                .flatMap(topic ->
                        Stream.of(topic, topic + DeadLetters.SUFFIX)
                                .map(name ->
                                        TopicBuilder.name(name)
                                                .partitions(properties.partitions())
                                                .replicas(properties.replicas())
                                                .configs(
                                                        Map.of(
                                                                TopicConfig.RETENTION_MS_CONFIG,
                                                                Long.toString(
                                                                        properties
                                                                                .retentionOf(topic)
                                                                                .toMillis())))
                                                .build()))
                .toList();
    }
}
