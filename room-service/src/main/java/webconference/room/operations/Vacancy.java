package webconference.room.operations;

import java.time.Instant;
import java.util.UUID;

/// A place that came free where somebody waited for one. Others may have taken it since.
///
/// @param room the one they wanted to open
/// @param at when it was seen
public record Vacancy(UUID room, String establishment, Instant at) {}
