package webconference.streaming;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a stream run. Published on `streams.v1`; the contract is in
/// `infra/contracts/streams`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface StreamEvent {
    UUID room();

    UUID opening();

    UUID run();

    /// Counts the events of this run, from 1.
    long revision();

    Instant at();

    /// A run is wanted; it waits for the meeting or for a free slot.
    record StreamRequested(
            UUID room, UUID opening, UUID run, long revision, Instant at, String host)
            implements StreamEvent {}

    /// No slot is free; the run waits its turn.
    record StreamQueued(
            UUID room, UUID opening, UUID run, long revision, Instant at, int running, int slots)
            implements StreamEvent {}

    /// A worker took the run; Live is joining the meeting.
    record StreamJoining(UUID room, UUID opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    /// Live is in the waiting room; a moderator must admit it.
    record StreamAwaitingAdmission(UUID room, UUID opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    /// Live is in the meeting; the target is being connected.
    record StreamConnecting(UUID room, UUID opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    /// Picture and sound are reaching the target.
    record StreamLive(UUID room, UUID opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    /// The pause picture and silence are going out.
    record StreamPaused(
            UUID room, UUID opening, UUID run, long revision, Instant at, @Nullable String by)
            implements StreamEvent {}

    /// The target or the worker was lost; another try follows.
    ///
    /// @param attempt the try that comes next
    /// @param attempts tries there will be at most
    /// @param retryAt when it is made
    record StreamInterrupted(
            UUID room,
            UUID opening,
            UUID run,
            long revision,
            Instant at,
            InterruptReason reason,
            int attempt,
            int attempts,
            Instant retryAt)
            implements StreamEvent {}

    /// No moderator is left; the run stops at the deadline unless one returns.
    record StreamStopScheduled(
            UUID room, UUID opening, UUID run, long revision, Instant at, Instant stopsAt)
            implements StreamEvent {}

    /// A moderator is back; the run goes on.
    record StreamStopCancelled(UUID room, UUID opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    /// The run is being ended.
    record StreamStopping(UUID room, UUID opening, UUID run, long revision, Instant at)
            implements StreamEvent {}

    /// The run is over.
    record StreamEnded(
            UUID room,
            UUID opening,
            UUID run,
            long revision,
            Instant at,
            EndReason reason,
            @Nullable String by)
            implements StreamEvent {}
}
