package webconference.room.invitation;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/// Somebody invited, and what became of their message.
///
/// @param reason why they will not get it
@Embeddable
public record Recipient(
        String person,
        String name,
        @Enumerated(EnumType.STRING) Status status,
        @Enumerated(EnumType.STRING) @Nullable Reason reason) {

    /// Where the message is.
    public enum Status {
        PENDING,
        DELIVERED,
        FAILED
    }

    /// Why a message cannot be delivered.
    public enum Reason {
        NO_ADDRESS,
        REFUSED,
        UNREACHABLE
    }
}
