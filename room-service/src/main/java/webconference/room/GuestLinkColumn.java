package webconference.room;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/// Keeps a public link's secret in one text column.
@Converter(autoApply = true)
class GuestLinkColumn implements AttributeConverter<@Nullable GuestLink, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable GuestLink link) {
        return link == null ? null : link.value();
    }

    @Override
    public @Nullable GuestLink convertToEntityAttribute(@Nullable String value) {
        return value == null ? null : new GuestLink(value);
    }
}
