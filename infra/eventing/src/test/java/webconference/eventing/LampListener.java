package webconference.eventing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes down what it hears, and then fails at broken lamps that nobody repaired.
@Component
class LampListener {

    @JsonIgnoreProperties(ignoreUnknown = true)
    sealed interface LampEvent {
        UUID lamp();

        long revision();

        record LampLit(UUID lamp, long revision) implements LampEvent {}

        record LampBroken(UUID lamp, long revision, String note) implements LampEvent {}

        record Other(UUID lamp, long revision) implements LampEvent {}
    }

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final String topic;
    private final Set<UUID> repaired = ConcurrentHashMap.newKeySet();

    LampListener(JdbcClient jdbc, Inbox inbox, @Value("${eventing.topics}") String topic) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.topic = topic;
    }

    public void repair(UUID lamp) {
        repaired.add(lamp);
    }

    @KafkaListener(topics = "${eventing.topics}")
    @Transactional
    public void on(LampEvent event) {
        if (!inbox.isNew(topic, event.lamp(), event.revision())) {
            return;
        }
        jdbc.sql("insert into heard (lamp, revision, what) values (?, ?, ?)")
                .params(event.lamp(), event.revision(), event.getClass().getSimpleName())
                .update();
        switch (event) {
            case LampEvent.LampBroken broken -> {
                if (!repaired.contains(broken.lamp())) {
                    throw new IllegalStateException("cannot repair: " + broken.note());
                }
            }
            case LampEvent.LampLit _, LampEvent.Other _ -> {}
        }
    }
}
