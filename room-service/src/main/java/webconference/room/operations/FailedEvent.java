package webconference.room.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.eventing.DeadLetters.DeadLetter;

/// An event that a service could not handle.
///
/// @param room null: it is about none
/// @param roomName null: there is no such room, or not any more
public record FailedEvent(DeadLetter letter, @Nullable UUID room, @Nullable String roomName) {}
