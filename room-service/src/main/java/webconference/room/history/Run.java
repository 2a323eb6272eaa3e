package webconference.room.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.room.OpeningId;
import webconference.room.StreamNews;
import webconference.room.StreamState;
import webconference.room.UserId;

/// A stream that came out of an opening, from the request to its end.
@Entity
@Table(name = "runs")
class Run {

    @Id private UUID id;
    private UUID opening;
    private @Nullable String host;
    private Instant requestedAt;
    private @Nullable Instant liveSince;
    private @Nullable Instant liveFrom;
    private long liveSeconds;
    private @Nullable Instant endedAt;
    private @Nullable String endReason;
    private @Nullable UserId endedBy;

    @Column(name = "heard")
    private long heard;

    @Version
    @Column(name = "lock")
    private @Nullable Long lock;

    @SuppressWarnings("NullAway.Init")
    protected Run() {}

    /// @param at when it was first heard of
    Run(UUID id, OpeningId opening, Instant at) {
        this.id = id;
        this.opening = opening.value();
        this.requestedAt = at;
    }

    /// Takes in what was told of it, unless something newer was heard already: a resend and a late
    /// replay change nothing.
    void told(long revision, Instant at, StreamNews news) {
        if (revision <= heard) {
            return;
        }
        heard = revision;
        switch (news) {
            case StreamNews.Requested(var target) -> {
                host = target;
                requestedAt = at;
            }
            case StreamNews.Moved(var state) when state == StreamState.LIVE -> live(at);
            case StreamNews.Ended(var reason, var by) -> {
                rests(at);
                endedAt = at;
                endReason = reason;
                endedBy = by;
            }
            case StreamNews.Moved _,
                    StreamNews.Paused _,
                    StreamNews.Interrupted _,
                    StreamNews.Queued _ ->
                    rests(at);
            case StreamNews.StopScheduled _, StreamNews.StopCancelled _ -> {}
        }
    }

    private void live(Instant at) {
        if (liveSince == null) {
            liveSince = at;
        }
        if (liveFrom == null) {
            liveFrom = at;
        }
    }

    private void rests(Instant at) {
        if (liveFrom != null) {
            liveSeconds += Math.max(0, Duration.between(liveFrom, at).toSeconds());
            liveFrom = null;
        }
    }

    UUID opening() {
        return opening;
    }

    RunRecord asOf(Instant now) {
        var sinceThen =
                liveFrom == null ? 0 : Math.max(0, Duration.between(liveFrom, now).toSeconds());
        return new RunRecord(
                id,
                host,
                requestedAt,
                liveSince,
                endedAt,
                endReason,
                endedBy,
                liveSeconds + sinceThen);
    }
}
