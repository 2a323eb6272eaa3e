package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/// A room lent to a person, or to everybody in a group.
///
/// @param subject id of the person or group
/// @param role what they become in the room: [Role#MANAGER] or [Role#MODERATOR]
@Embeddable
public record Share(
        @Enumerated(EnumType.STRING) Kind kind,
        @Column(name = "subject") String subject,
        @Enumerated(EnumType.STRING) Role role) {

    /// Whom a room is lent to.
    public enum Kind {
        PERSON,
        GROUP
    }

    boolean concerns(User user) {
        return switch (kind) {
            case PERSON -> subject.equals(user.id().value());
            case GROUP -> user.groups().contains(subject);
        };
    }
}
