package webconference.meeting;

/// Somebody in a meeting, as the identity provider names them.
public record PersonId(String value) {}
