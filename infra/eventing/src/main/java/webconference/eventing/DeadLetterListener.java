package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import webconference.eventing.DeadLetters.DeadLetter;

/// Hears what any service parked, and writes it down. Whatever a letter holds, it can be written
/// down: there is nowhere to park it again.
class DeadLetterListener {

    private static final int LONGEST = 200;

    private final DeadLetters letters;
    private final List<String> topics;

    DeadLetterListener(DeadLetters letters, List<String> topics) {
        this.letters = letters;
        this.topics = topics.stream().map(topic -> topic + DeadLetters.SUFFIX).toList();
    }

    /// Where letters are heard.
    public List<String> topics() {
        return topics;
    }

    @KafkaListener(
            topics = "#{__listener.topics()}",
            groupId = "${spring.kafka.consumer.group-id}-dead-letters")
    void on(ConsumerRecord<String, byte[]> letter) {
        var cause = header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
        var tries = header(letter, FailedEvents.TRIES);
        letters.keep(
                new DeadLetter(
                        0,
                        letter.topic()
                                .substring(
                                        0, letter.topic().length() - DeadLetters.SUFFIX.length()),
                        letter.partition(),
                        letter.offset(),
                        header(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP),
                        header(letter, "ce_id"),
                        header(letter, "ce_type"),
                        storable(letter.key()),
                        tries.matches("[0-9]{1,6}") ? Integer.parseInt(tries) : 1,
                        cause.isEmpty() ? header(letter, KafkaHeaders.DLT_EXCEPTION_FQCN) : cause,
                        Instant.ofEpochMilli(letter.timestamp())));
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : storable(new String(header.value(), UTF_8));
    }

    private static String storable(@Nullable String text) {
        var kept = text == null ? "" : text.replace("\0", "");
        return kept.length() > LONGEST ? kept.substring(0, LONGEST) : kept;
    }
}
