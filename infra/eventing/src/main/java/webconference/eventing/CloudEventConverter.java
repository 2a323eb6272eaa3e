package webconference.eventing;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.kafka.support.converter.ByteArrayJacksonJsonMessageConverter;
import org.springframework.kafka.support.converter.ConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads a record's value into the case of the listener's sealed parameter that `ce_type` names,
/// and into its case `Other` when there is none of that name: tomorrow's events are no failure. No
/// Java class name travels in a header.
class CloudEventConverter extends ByteArrayJacksonJsonMessageConverter {

    private final JsonMapper json;

    CloudEventConverter(JsonMapper json) {
        super(json);
        this.json = json;
    }

    @Override
    protected Object extractAndConvertValue(ConsumerRecord<?, ?> record, @Nullable Type asked) {
        if (!(asked instanceof Class<?> sealed && sealed.isSealed())) {
            return super.extractAndConvertValue(record, asked);
        }
        if (!(record.value() instanceof byte[] value)) {
            return KafkaNull.INSTANCE;
        }
        var type = record.headers().lastHeader("ce_type");
        var name = type == null ? "" : new String(type.value(), StandardCharsets.UTF_8);
        try {
            return json.readValue(value, caseOf(sealed, name));
        } catch (JacksonException e) {
            throw new ConversionException("not readable as " + name, record, e);
        }
    }

    private static Class<?> caseOf(Class<?> sealed, String name) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(c -> c.getSimpleName().equals(name))
                .findFirst()
                .orElseGet(() -> other(sealed));
    }

    private static Class<?> other(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(c -> c.getSimpleName().equals("Other"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(sealed + " has no case Other"));
    }
}
