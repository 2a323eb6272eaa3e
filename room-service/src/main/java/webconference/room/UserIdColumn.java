package webconference.room;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/// Keeps a person's id in one text column.
@Converter(autoApply = true)
class UserIdColumn implements AttributeConverter<@Nullable UserId, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable UserId id) {
        return id == null ? null : id.value();
    }

    @Override
    public @Nullable UserId convertToEntityAttribute(@Nullable String value) {
        return value == null ? null : new UserId(value);
    }
}
