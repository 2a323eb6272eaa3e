package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The latest run of a room's stream, as streaming-service told it: never a guess of ours.
///
/// @param revision of the last event heard of this run
/// @param since when it came into its state
/// @param liveSince when it went live first
/// @param reason why it is interrupted or ended
/// @param by who paused or ended it
/// @param stopsAt when it stops unless a moderator comes back
@Embeddable
public record Stream(
        @Column(name = "run") UUID run,
        @Column(name = "run_revision") long revision,
        @Enumerated(EnumType.STRING) @Column(name = "run_state") StreamState state,
        @Column(name = "run_since") Instant since,
        @Column(name = "run_live_since") @Nullable Instant liveSince,
        @Column(name = "run_reason") @Nullable String reason,
        @Column(name = "run_by") @Nullable UserId by,
        @Column(name = "run_attempt") @Nullable Integer attempt,
        @Column(name = "run_attempts") @Nullable Integer attempts,
        @Column(name = "run_retry_at") @Nullable Instant retryAt,
        @Column(name = "run_stops_at") @Nullable Instant stopsAt,
        @Column(name = "run_running") @Nullable Integer running,
        @Column(name = "run_slots") @Nullable Integer slots,
        @Column(name = "run_host") @Nullable String host) {

    private static final long FIRST = 1;

    /// Whether what is told of a run is newer than what is known: a resend and a late replay are
    /// not. What a room is told comes in order, so a run's first word is always new: clocks, which
    /// differ, are asked only about what comes of a run whose beginning was not heard.
    static boolean isNews(@Nullable Stream known, UUID run, long revision, Instant at) {
        if (known == null) {
            return true;
        }
        return known.run.equals(run)
                ? revision > known.revision
                : revision == FIRST || !at.isBefore(known.since);
    }

    /// How a run stands after the news.
    static Stream told(
            @Nullable Stream known, UUID run, long revision, Instant at, StreamNews news) {
        var before = known != null && known.run.equals(run) ? known : unheard(run, at);
        return switch (news) {
            case StreamNews.Requested(var host) ->
                    before.in(StreamState.REQUESTED, revision, at).on(host);
            case StreamNews.Queued(var running, var slots) ->
                    before.in(StreamState.QUEUED, revision, at).behind(running, slots);
            case StreamNews.Moved(var state) -> before.in(state, revision, at);
            case StreamNews.Paused(var by) ->
                    before.in(StreamState.PAUSED, revision, at).because(null, by);
            case StreamNews.Interrupted i ->
                    before.in(StreamState.INTERRUPTED, revision, at)
                            .because(i.reason(), null)
                            .trying(i.attempt(), i.attempts(), i.retryAt());
            case StreamNews.StopScheduled(var stopsAt) -> before.stoppingAt(stopsAt, revision);
            case StreamNews.StopCancelled() -> before.stoppingAt(null, revision);
            case StreamNews.Ended(var reason, var by) ->
                    before.in(StreamState.ENDED, revision, at)
                            .because(reason, by)
                            .stoppingAt(null, revision);
        };
    }

    private static Stream unheard(UUID run, Instant at) {
        return new Stream(
                run,
                0,
                StreamState.REQUESTED,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    boolean isOver() {
        return state == StreamState.ENDED;
    }

    private Stream in(StreamState next, long heard, Instant at) {
        var live = liveSince == null && next == StreamState.LIVE ? at : liveSince;
        return new Stream(
                run, heard, next, at, live, null, null, null, null, null, stopsAt, null, null,
                host);
    }

    private Stream on(String target) {
        return new Stream(
                run, revision, state, since, liveSince, reason, by, attempt, attempts, retryAt,
                stopsAt, running, slots, target);
    }

    private Stream behind(int runningNow, int slotsInAll) {
        return new Stream(
                run,
                revision,
                state,
                since,
                liveSince,
                reason,
                by,
                attempt,
                attempts,
                retryAt,
                stopsAt,
                runningNow,
                slotsInAll,
                host);
    }

    private Stream because(@Nullable String why, @Nullable UserId who) {
        return new Stream(
                run, revision, state, since, liveSince, why, who, attempt, attempts, retryAt,
                stopsAt, running, slots, host);
    }

    private Stream trying(int howManieth, int ofHowMany, Instant next) {
        return new Stream(
                run,
                revision,
                state,
                since,
                liveSince,
                reason,
                by,
                howManieth,
                ofHowMany,
                next,
                stopsAt,
                running,
                slots,
                host);
    }

    private Stream stoppingAt(@Nullable Instant deadline, long heard) {
        return new Stream(
                run, heard, state, since, liveSince, reason, by, attempt, attempts, retryAt,
                deadline, running, slots, host);
    }
}
