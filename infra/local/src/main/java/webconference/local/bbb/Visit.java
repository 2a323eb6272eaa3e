package webconference.local.bbb;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Somebody who came through a join link, with the session that link made. Guarded by [Meetings].
final class Visit {

    /// Where a visit stands.
    enum State {
        /// At the door; a moderator decides.
        WAITING,
        /// May come in, and has not yet.
        ALLOWED,
        /// Refused at the door.
        DENIED,
        /// In the meeting.
        IN,
        /// Gone, by themselves or not.
        LEFT
    }

    final String token;
    final String internalId;
    final String userId;
    final String name;
    final Role role;
    final boolean guest;
    final Map<String, String> userdata;
    final @Nullable String logoutUrl;
    State state;
    Instant lastSeen;
    int connections;
    boolean presenter;

    Visit(
            String token,
            String internalId,
            String userId,
            String name,
            Role role,
            boolean guest,
            Map<String, String> userdata,
            @Nullable String logoutUrl,
            State state,
            Instant at) {
        this.token = token;
        this.internalId = internalId;
        this.userId = userId;
        this.name = name;
        this.role = role;
        this.guest = guest;
        this.userdata = Map.copyOf(userdata);
        this.logoutUrl = logoutUrl;
        this.state = state;
        this.lastSeen = at;
    }

    boolean isIn() {
        return state == State.IN;
    }

    boolean isModerator() {
        return role == Role.MODERATOR;
    }
}
