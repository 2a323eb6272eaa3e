package webconference.room.web;

import org.jspecify.annotations.Nullable;

/// What there is to say about one field, in words.
///
/// @param code the same for programs
/// @param value which of several things in the field it is about, as it was sent
record FieldMessage(String field, String code, String message, @Nullable String value) {}
