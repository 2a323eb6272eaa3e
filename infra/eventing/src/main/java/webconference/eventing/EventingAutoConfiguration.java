package webconference.eventing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ProducerListener;
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
    EventTopics eventTopics(KafkaAdmin kafka, EventingProperties properties) {
        return new EventTopics(kafka, properties);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JsonMapper json, TraceContext trace) {
        return new Outbox(jdbc, json, trace);
    }

    @Bean
    OutboxBacklog outboxBacklog(JdbcClient jdbc) {
        return new OutboxBacklog(jdbc);
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            KafkaTemplate<String, byte[]> kafka,
            JdbcConnectionDetails database,
            EventTopics topics,
            OutboxBacklog backlog,
            @Value("${spring.application.name}") String service) {
        var transaction = new TransactionTemplate(transactions);
        var drain = new OutboxDrain(jdbc, transaction, kafka, "/" + service);
        return new OutboxRelay(database, topics, drain, backlog);
    }

    /// Kafka's own would log what it could not send, people's data included; the relay tells.
    @Bean
    ProducerListener<Object, Object> silentProducerListener() {
        return new ProducerListener<>() {};
    }

    @Bean
    Inbox inbox(JdbcClient jdbc, MeterRegistry meters) {
        return new Inbox(jdbc, meters);
    }

    @Bean
    Purge purge(Inbox inbox, ObjectProvider<DeadLetters> letters, EventingProperties properties) {
        return new Purge(inbox, letters.getIfAvailable(), properties.inboxRetention());
    }

    @Bean
    RecordMessageConverter cloudEventConverter(JsonMapper json) {
        return new CloudEventConverter(json);
    }

    /// What cannot be read goes to the dead letters at once, everything else as [Patience] has it.
    @Bean
    DefaultErrorHandler eventErrorHandler(
            KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        var handler = new DefaultErrorHandler(new DeadLetterPublishingRecoverer(kafka));
        handler.setBackOffFunction((_, failure) -> Patience.with(failure).backOff());
        handler.setRetryListeners(new FailedEvents(meters));
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    /// For the service that keeps the list of all that was parked.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("eventing.keeps-dead-letters")
    static class Kept {

        @Bean
        DeadLetters deadLetters(
                JdbcClient jdbc,
                ConsumerFactory<String, byte[]> consumers,
                KafkaTemplate<String, byte[]> kafka,
                JsonMapper json,
                @Value("${spring.kafka.consumer.group-id}") String group) {
            return new DeadLetters(jdbc, new ParkedRecords(consumers, kafka, group), json);
        }

        @Bean
        DeadLetterListener deadLetterListener(DeadLetters letters, EventingProperties properties) {
            return new DeadLetterListener(letters, properties.topics());
        }
    }
}
