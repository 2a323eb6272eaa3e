package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(properties = {"spring.application.name=lamps", "eventing.topics=lamps.v1"})
@Import({TestPlatform.class, EventsTravelTest.Lamps.class})
class EventsTravelTest {

    sealed interface LampEvent {
        record LampLit(UUID lamp, long revision) implements LampEvent {}

        record Other() implements LampEvent {}
    }

    record LampLit(UUID lamp, long revision, Instant at) {}

    record LampPainted(UUID lamp, long revision) {}

    @SpringBootApplication
    static class Application {}

    @Component
    static class Lamps {
        final Queue<LampEvent> heard = new ConcurrentLinkedQueue<>();
        final Inbox inbox;

        Lamps(Inbox inbox) {
            this.inbox = inbox;
        }

        @KafkaListener(topics = "lamps.v1")
        @Transactional
        public void on(LampEvent event) {
            if (event instanceof LampEvent.LampLit lit
                    && !inbox.isNew("lamps.v1", lit.lamp(), lit.revision())) {
                return;
            }
            heard.add(event);
        }

        public Queue<LampEvent> heard() {
            return heard;
        }
    }

    @Autowired Outbox outbox;
    @Autowired Lamps lamps;
    @Autowired PlatformTransactionManager transactions;

    @Test
    void an_event_arrives_as_the_record_its_type_names_and_a_resend_has_no_effect() {
        var lamp = UUID.randomUUID();
        var at = Instant.parse("2026-03-01T12:00:00Z");
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> {
                    var lit = new LampLit(lamp, 1, at);
                    outbox.put(new OutgoingEvent("lamps.v1", lamp, lamp, 1, at, lit));
                    outbox.put(new OutgoingEvent("lamps.v1", lamp, lamp, 1, at, lit));
                    var painted = new LampPainted(lamp, 2);
                    outbox.put(new OutgoingEvent("lamps.v1", lamp, lamp, 2, at, painted));
                });
        await().atMost(Duration.ofSeconds(20)).until(() -> lamps.heard().size() == 2);
        assertThat(lamps.heard())
                .containsExactly(new LampEvent.LampLit(lamp, 1), new LampEvent.Other());
    }
}
