package webconference.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import webconference.eventing.Inbox;

/// Another service, with a database of its own, that hears of lamps and notes when.
@SpringBootApplication
class HearingService {

    @JsonIgnoreProperties(ignoreUnknown = true)
    sealed interface LampEvent {
        UUID lamp();

        long revision();

        record LampLit(UUID lamp, long revision) implements LampEvent {}

        record Other(UUID lamp, long revision) implements LampEvent {}
    }

    record Heard(UUID lamp, long revision, long nanoTime) {}

    @Component
    static class Listener {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private final Inbox inbox;

        Listener(Inbox inbox) {
            this.inbox = inbox;
        }

        BlockingQueue<Heard> heard() {
            return heard;
        }

        @KafkaListener(topics = "${eventing.topics}")
        @Transactional
        public void on(LampEvent event) {
            var now = System.nanoTime();
            if (inbox.isNew("lamps", event.lamp(), event.revision())) {
                heard.add(new Heard(event.lamp(), event.revision(), now));
            }
        }
    }
}
