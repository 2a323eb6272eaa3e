package webconference.notification;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/// A language is kept as its tag.
@Converter
class LanguageColumn implements AttributeConverter<Language, String> {

    @Override
    public String convertToDatabaseColumn(Language language) {
        return language.tag();
    }

    @Override
    public Language convertToEntityAttribute(String tag) {
        return Language.of(tag);
    }
}
