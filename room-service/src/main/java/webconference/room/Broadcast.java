package webconference.room;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.StreamWish.Wanted;

/// The stream of a room's latest opening: what was told of it, and what was asked of it since.
///
/// @param told how it stands, as streaming-service says; null: nothing was heard of one
/// @param wish what somebody asked and is not confirmed; null: nothing
@Embeddable
public record Broadcast(@Embedded @Nullable Stream told, @Embedded @Nullable StreamWish wish) {

    static final Broadcast NONE = new Broadcast(null, null);

    /// Where it stands.
    ///
    /// @param coming whether the room was opened with a target: then a stream is on its way before
    ///   anything was heard of it
    StreamState state(boolean coming) {
        if (told != null) {
            return told.state();
        }
        return coming ? StreamState.REQUESTED : StreamState.ENDED;
    }

    /// Whether it must be asked for. What is so already, or is wished for already, is not asked
    /// again, and nothing undoes the wish for an end.
    boolean mustBeAsked(Wanted wanted, boolean coming) {
        var state = state(coming);
        if (wish == null) {
            return switch (wanted) {
                case LIVE -> state == StreamState.ENDED || state == StreamState.PAUSED;
                case PAUSED, ENDED -> !wanted.isHeardIn(state);
            };
        }
        return switch (wanted) {
            case LIVE -> wish.wanted() != Wanted.LIVE;
            case PAUSED, ENDED -> wish.wanted() != wanted && wish.wanted() != Wanted.ENDED;
        };
    }

    Broadcast wished(Wanted wanted, UserId by, Instant at) {
        return new Broadcast(told, new StreamWish(wanted, by, at));
    }

    Broadcast withoutWish() {
        return new Broadcast(told, null);
    }

    boolean isNews(UUID run, long heard, Instant at) {
        return Stream.isNews(told, run, heard, at);
    }

    /// What was wished for is a wish until the news shows that it was heard.
    Broadcast heard(UUID run, long heard, Instant at, StreamNews news) {
        var now = Stream.told(told, run, heard, at, news);
        return new Broadcast(
                now, wish != null && wish.wanted().isHeardIn(now.state()) ? null : wish);
    }
}
