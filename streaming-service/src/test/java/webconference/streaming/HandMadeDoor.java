package webconference.streaming;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.streaming.LiveDoorFailure.Unreachable;

/// A meeting-service that answers what a test tells it.
final class HandMadeDoor implements LiveDoor {

    volatile int moderators = 1;
    volatile boolean down;

    /// An opening with a moderator, whatever is said of the others.
    volatile @Nullable UUID moderated;

    @Override
    public URI link(UUID opening, boolean admitted) {
        if (down) {
            throw new Unreachable(null);
        }
        return URI.create("https://bbb.example.org/" + opening + (admitted ? "?admitted" : ""));
    }

    @Override
    public int moderators(UUID opening) {
        if (down) {
            throw new Unreachable(null);
        }
        return opening.equals(moderated) ? 1 : moderators;
    }
}
