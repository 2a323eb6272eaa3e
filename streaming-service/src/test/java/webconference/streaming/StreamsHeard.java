package webconference.streaming;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was said on streams.v1.
class StreamsHeard {

    record Heard(String type, JsonNode data) {
        String text(String field) {
            return data.path(field).asString();
        }
    }

    private final JsonMapper json;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    StreamsHeard(JsonMapper json) {
        this.json = json;
    }

    @KafkaListener(topics = "streams.v1", groupId = "streams-heard")
    public void on(ConsumerRecord<String, byte[]> message) {
        var type =
                new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        heard.add(new Heard(type, json.readTree(message.value())));
    }

    public List<Heard> of(UUID opening) {
        return heard.stream()
                .filter(one -> one.text("opening").equals(opening.toString()))
                .toList();
    }

    public List<String> typesOf(UUID opening) {
        return of(opening).stream().map(Heard::type).toList();
    }

    public Optional<Heard> last(UUID opening, String type) {
        return of(opening).reversed().stream().filter(one -> one.type().equals(type)).findFirst();
    }
}
