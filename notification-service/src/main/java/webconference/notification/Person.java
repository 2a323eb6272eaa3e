package webconference.notification;

import org.jspecify.annotations.Nullable;

/// Somebody who sends or receives.
///
/// @param address of their platform mailbox, as the directory has it
public record Person(String id, String name, @Nullable String address) {}
