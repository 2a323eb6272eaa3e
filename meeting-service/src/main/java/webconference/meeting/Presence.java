package webconference.meeting;

import jakarta.persistence.Embeddable;

/// That a person is in a meeting.
///
/// @param moderator whether with the moderator role
/// @param sessions in how many browser tabs; who closes one of two is still there
@Embeddable
public record Presence(boolean moderator, int sessions) {

    /// The same person's presence in one more tab.
    public Presence and(Presence other) {
        return new Presence(moderator || other.moderator, sessions + other.sessions);
    }
}
