package webconference.room.invitation;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.directory.Person;
import webconference.room.invitation.InvitationRequested.Correspondent;

/// Somebody to write to.
///
/// @param id of somebody outside the directory, made up for one invitation: an address is nothing
///   that other services need to keep
/// @param external whether they are not in the directory
/// @param gone whether they have left
record Addressee(String id, String name, @Nullable String email, boolean external, boolean gone) {

    static Addressee of(Person person) {
        return new Addressee(person.id(), person.name(), person.email(), false, person.left());
    }

    static Addressee outside(String address) {
        return new Addressee("external-" + UUID.randomUUID(), address, address, true, false);
    }

    Correspondent correspondent() {
        return new Correspondent(id, name, email, external);
    }

    /// The same for everybody who reads the same mailbox.
    String mailbox() {
        return email == null ? id : email.toLowerCase(Locale.ROOT);
    }
}
