package webconference.room.operations;

import webconference.room.UserId;

/// A place came free that this person waits for. Heard inside this service only, for their screens.
public record VacancyFound(UserId person) {}
