package webconference.eventing;

import io.micrometer.tracing.Tracer;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Gives a service its outbox, relay, inbox, converter and dead letters.
@AutoConfiguration(
        beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(EventingProperties.class)
@PropertySource("classpath:webconference/eventing/defaults.properties")
class EventingAutoConfiguration {

    @Bean
    TraceContext traceContext(ObjectProvider<Tracer> tracer) {
        return new TraceContext(tracer);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JsonMapper json, TraceContext trace) {
        return new Outbox(jdbc, json, trace);
    }

    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            KafkaTemplate<String, byte[]> kafka,
            JdbcConnectionDetails database,
            @Value("${spring.application.name}") String service) {
        return new OutboxRelay(
                jdbc, new TransactionTemplate(transactions), kafka, database, "/" + service);
    }

    @Bean
    RecordMessageConverter cloudEventConverter(JsonMapper json) {
        return new CloudEventConverter(json);
    }

    @Bean
    DefaultErrorHandler eventErrorHandler(KafkaTemplate<String, byte[]> kafka) {
        var backOff = new ExponentialBackOffWithMaxRetries(4);
        backOff.setInitialInterval(100);
        backOff.setMultiplier(2);
        backOff.setMaxInterval(1_000);
        return new DefaultErrorHandler(new DeadLetterPublishingRecoverer(kafka), backOff);
    }

    @Bean
    KafkaAdmin.NewTopics eventTopics(EventingProperties properties) {
        return new KafkaAdmin.NewTopics(
                properties.topics().stream()
                        .flatMap(topic ->
                                java.util.stream.Stream.of(
                                        made(topic, properties), made(topic + "-dlt", properties)))
                        .toArray(NewTopic[]::new));
    }

    private static NewTopic made(String topic, EventingProperties properties) {
        return TopicBuilder.name(topic)
                .partitions(properties.partitions())
                .replicas(properties.replicas())
                .build();
    }
}
