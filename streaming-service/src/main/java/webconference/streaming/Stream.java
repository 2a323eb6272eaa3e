package webconference.streaming;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import webconference.streaming.StreamEvent.StreamAwaitingAdmission;
import webconference.streaming.StreamEvent.StreamConnecting;
import webconference.streaming.StreamEvent.StreamEnded;
import webconference.streaming.StreamEvent.StreamInterrupted;
import webconference.streaming.StreamEvent.StreamJoining;
import webconference.streaming.StreamEvent.StreamLive;
import webconference.streaming.StreamEvent.StreamPaused;
import webconference.streaming.StreamEvent.StreamQueued;
import webconference.streaming.StreamEvent.StreamRequested;
import webconference.streaming.StreamEvent.StreamStopCancelled;
import webconference.streaming.StreamEvent.StreamStopScheduled;
import webconference.streaming.StreamEvent.StreamStopping;

/// One run of a broadcast: from the moment it is wanted to its one end. At most one run of an
/// opening is not ended.
///
/// What people and rules want ([#pause], [#resume], [#stop] …) may come at any time, in any state
/// and more than once. What a worker reports ([#joined], [#live] …) counts only from the worker
/// that took the run last, and never brings back a run that is being stopped.
@Entity
@Table(name = "stream_run")
public class Stream {

    @Id private UUID id;
    private UUID room;
    private UUID opening;
    private String url;
    private String sealedKey;

    @Enumerated(EnumType.STRING)
    private OnStop onStop;

    @Enumerated(EnumType.STRING)
    private StreamState state;

    @Enumerated(EnumType.STRING)
    private Wanted wanted = Wanted.LIVE;

    private long revision; // counts this run's events; the last one carries it
    private long lease; // of the worker that took the run last; it grows
    private boolean admitted;
    private Instant requestedAt;

    @SuppressWarnings("UnusedVariable") // read by the figures and the forgetting, in SQL
    private Instant since;

    private @Nullable Instant liveSince;
    private @Nullable Instant stopsAt;
    private @Nullable Instant admissionBy;
    private @Nullable Instant pausedUntil;

    @Enumerated(EnumType.STRING)
    private @Nullable EndReason reason;

    private @Nullable String by; // who paused or stopped it

    @Version private @Nullable Long version; // null: new, so save inserts without asking first
    @Transient private final List<StreamEvent> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected Stream() {}

    private Stream(UUID id, UUID room, UUID opening, StreamTarget target, Instant at) {
        this.id = id;
        this.room = room;
        this.opening = opening;
        this.url = target.url();
        this.sealedKey = target.sealedKey();
        this.onStop = target.onStop();
        this.state = StreamState.REQUESTED;
        this.requestedAt = at;
        this.since = at;
        raise(new StreamRequested(room, opening, id, revision + 1, at, target.host()));
    }

    static Stream request(UUID id, UUID room, UUID opening, StreamTarget target, Instant at) {
        return new Stream(id, room, opening, target, at);
    }

    UUID id() {
        return id;
    }

    UUID room() {
        return room;
    }

    UUID opening() {
        return opening;
    }

    StreamState state() {
        return state;
    }

    StreamTarget target() {
        return new StreamTarget(url, sealedKey, onStop);
    }

    boolean isAdmitted() {
        return admitted;
    }

    boolean wasLive() {
        return liveSince != null;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> stopsAt() {
        return Optional.ofNullable(stopsAt);
    }

    Optional<Instant> admissionBy() {
        return Optional.ofNullable(admissionBy);
    }

    Optional<Instant> pausedUntil() {
        return Optional.ofNullable(pausedUntil);
    }

    Optional<EndReason> reason() {
        return Optional.ofNullable(reason);
    }

    // What people and rules want

    /// Somebody wants the meeting to be seen no more. Before anything was seen that ends the run;
    /// after, the connection is kept with a pause picture, if the room says so.
    void pause(@Nullable String by, Instant at, Duration atMost) {
        if (state.isOver()) {
            return;
        }
        if (liveSince == null || onStop == OnStop.DISCONNECT) {
            stop(StopRule.STOPPED_BY_USER, by, at);
        } else if (wanted == Wanted.LIVE) {
            wanted = Wanted.PAUSED;
            this.by = by;
            pausedUntil = at.plus(atMost);
        }
    }

    /// Somebody wants the meeting to be seen (again). The target stays the one the run began with.
    void resume() {
        if (!state.isOver()) {
            wanted = Wanted.LIVE;
            by = null;
            pausedUntil = null;
        }
    }

    /// It must end. The first rule to say so is the reason.
    void stop(StopRule rule, @Nullable String by, Instant at) {
        if (state.isOver()) {
            return;
        }
        reason = rule.reason();
        this.by = by;
        if (state.isHeld()) {
            become(StreamState.STOPPING, at);
            raise(new StreamStopping(room, opening, id, revision + 1, at));
        } else {
            end(at);
        }
    }

    /// The last moderator has left, or none was there when the stream became live.
    void moderatorsGone(Instant at, Instant stopsAt) {
        if (!state.isOver() && this.stopsAt == null) {
            this.stopsAt = stopsAt;
            raise(new StreamStopScheduled(room, opening, id, revision + 1, at, stopsAt));
        }
    }

    void moderatorBack(Instant at) {
        if (!state.isOver() && stopsAt != null) {
            stopsAt = null;
            raise(new StreamStopCancelled(room, opening, id, revision + 1, at));
        }
    }

    // What becomes of it

    /// No slot is free.
    void queue(int running, int slots, Instant at) {
        if (state == StreamState.REQUESTED) {
            become(StreamState.QUEUED, at);
            raise(new StreamQueued(room, opening, id, revision + 1, at, running, slots));
        }
    }

    /// A worker takes the run, for the first time or after another was lost.
    ///
    /// @throws LeaseLost if a later worker has it
    void claim(long lease, Instant at) {
        if (lease < this.lease) {
            throw new LeaseLost(id);
        }
        this.lease = lease;
        if (state.isOver()) {
            return;
        }
        if (state.isHeld() && state != StreamState.INTERRUPTED) {
            interrupt(InterruptReason.WORKER_LOST, 1, 1, at, at);
        }
        become(StreamState.JOINING, at);
        raise(new StreamJoining(room, opening, id, revision + 1, at));
    }

    /// The worker that had it is gone; another will take it when it has a free slot.
    void workerLost(Instant at) {
        if (state.isHeld() && !state.isOver() && state != StreamState.INTERRUPTED) {
            interrupt(InterruptReason.WORKER_LOST, 1, 1, at, at);
        }
    }

    void awaitingAdmission(long lease, Instant at, Duration within) {
        requireHeldBy(lease);
        if (state == StreamState.JOINING) {
            become(StreamState.AWAITING_ADMISSION, at);
            if (admissionBy == null) {
                admissionBy = at.plus(within);
            }
            raise(new StreamAwaitingAdmission(room, opening, id, revision + 1, at));
        }
    }

    void joined(long lease, Instant at) {
        requireHeldBy(lease);
        if (state == StreamState.JOINING || state == StreamState.AWAITING_ADMISSION) {
            admitted = true;
            admissionBy = null;
            become(StreamState.CONNECTING, at);
            raise(new StreamConnecting(room, opening, id, revision + 1, at));
        }
    }

    /// Picture and sound of the meeting are reaching the target.
    void live(long lease, Instant at) {
        requireHeldBy(lease);
        if (state.isOver() || state == StreamState.LIVE) {
            return;
        }
        become(StreamState.LIVE, at);
        if (liveSince == null) {
            liveSince = at;
        }
        raise(new StreamLive(room, opening, id, revision + 1, at));
    }

    /// The pause picture and silence are reaching the target.
    void paused(long lease, Instant at) {
        requireHeldBy(lease);
        if (state.isOver() || state == StreamState.PAUSED) {
            return;
        }
        become(StreamState.PAUSED, at);
        raise(new StreamPaused(room, opening, id, revision + 1, at, by));
    }

    /// @param attempt the try that comes next, of at most `attempts`
    void interrupted(
            long lease,
            InterruptReason reason,
            int attempt,
            int attempts,
            Instant retryAt,
            Instant at) {
        requireHeldBy(lease);
        if (!state.isOver()) {
            interrupt(reason, attempt, attempts, retryAt, at);
        }
    }

    /// The worker has ended everything: for the reason it was told, or else for its own.
    void ended(long lease, EndReason reason, Instant at) {
        requireHeldBy(lease);
        if (state == StreamState.ENDED) {
            return;
        }
        if (state != StreamState.STOPPING) {
            this.reason = reason;
            this.by = null;
        }
        end(at);
    }

    /// It was to be stopped, and no worker is there any more to say that it is.
    void endedWithoutWorker(Instant at) {
        if (state == StreamState.STOPPING) {
            end(at);
        }
    }

    /// What the worker that holds the lease has to do now.
    Order order(long lease) {
        if (lease != this.lease || state == StreamState.ENDED) {
            return Order.LEAVE;
        }
        if (state == StreamState.STOPPING) {
            return Order.STOP;
        }
        return wanted == Wanted.PAUSED ? Order.PAUSE : Order.PUBLISH;
    }

    private void requireHeldBy(long lease) {
        if (lease != this.lease) {
            throw new LeaseLost(id);
        }
    }

    private void interrupt(
            InterruptReason reason, int attempt, int attempts, Instant retryAt, Instant at) {
        become(StreamState.INTERRUPTED, at);
        raise(
                new StreamInterrupted(
                        room, opening, id, revision + 1, at, reason, attempt, attempts, retryAt));
    }

    private void end(Instant at) {
        become(StreamState.ENDED, at);
        stopsAt = null;
        admissionBy = null;
        pausedUntil = null;
        sealedKey = ""; // no run needs it again
        raise(new StreamEnded(room, opening, id, revision + 1, at, endReason(), by));
    }

    private EndReason endReason() {
        if (reason == null) {
            throw new IllegalStateException("run " + id + " ends without a reason");
        }
        return reason;
    }

    private void become(StreamState next, Instant at) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("run " + id + ": " + next + " after " + state);
        }
        state = next;
        since = at;
    }

    private void raise(StreamEvent event) {
        revision = event.revision();
        events.add(event);
    }

    @DomainEvents
    List<StreamEvent> events() {
        return List.copyOf(events);
    }

    @AfterDomainEventPublication
    void published() {
        events.clear();
    }
}
