package webconference.notification;

import org.jspecify.annotations.Nullable;

/// Somebody who sends or receives.
///
/// @param address of their platform mailbox, as the directory has it
/// @param outside whether they are not in the directory
public record Person(String id, String name, @Nullable String address, boolean outside) {

    public Person(String id, String name, @Nullable String address) {
        this(id, name, address, false);
    }
}
