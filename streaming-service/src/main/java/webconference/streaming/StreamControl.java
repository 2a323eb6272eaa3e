package webconference.streaming;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where it is decided which streams run: from what the room and the meeting tell, what people
/// want, and what the stop rules say. Each method first locks the opening, so that facts from two
/// topics, timers and workers never decide at the same time.
@Service
@Transactional
public class StreamControl {

    private final Meetings meetings;
    private final Streams streams;
    private final Slots slots;
    private final Deadlines deadlines;
    private final StreamSettings settings;
    private final Clock clock;

    StreamControl(
            Meetings meetings,
            Streams streams,
            Slots slots,
            Deadlines deadlines,
            StreamSettings settings,
            Clock clock) {
        this.meetings = meetings;
        this.streams = streams;
        this.slots = slots;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /// Takes all traces of somebody away.
    public void erase(String person) {
        streams.forgetWho(person);
    }

    // What the room tells

    /// @param at when it was opened: the nightly stop asks for it
    public void roomOpened(UUID room, UUID opening, @Nullable StreamTarget target, Instant at) {
        var meeting = meeting(room, opening);
        if (target != null && !meeting.isOver() && streams.findActive(opening).isEmpty()) {
            request(meeting, target, at);
        }
    }

    /// @param rule ROOM_CLOSED, or MEETING_ENDED when that is why
    public void roomClosed(UUID room, UUID opening, StopRule rule) {
        end(meeting(room, opening), rule);
    }

    /// Somebody pressed « Lancer le stream ».
    public void startRequested(UUID room, UUID opening, StreamTarget target, Instant at) {
        var meeting = meeting(room, opening);
        if (meeting.isOver()) {
            return;
        }
        var active = streams.findActive(opening);
        if (active.isEmpty()) {
            request(meeting, target, at);
        } else if (active.get().state().isOver()) {
            meeting.startNext(target);
            meetings.save(meeting);
        } else {
            active.get().resume();
            save(active.get());
        }
    }

    /// Somebody pressed « Arrêter le stream ».
    public void pauseRequested(UUID room, UUID opening, String by) {
        var meeting = forgettingTheNext(room, opening);
        streams.findActive(meeting.opening())
                .ifPresent(stream -> {
                    stream.pause(by, now(), settings.pauseAtMost());
                    stream.pausedUntil()
                            .ifPresent(until ->
                                    deadlines.set(StopRule.PAUSED_TOO_LONG, stream.id(), until));
                    save(stream);
                });
    }

    /// Somebody pressed « Terminer la diffusion ».
    public void endRequested(UUID room, UUID opening, String by) {
        var meeting = forgettingTheNext(room, opening);
        streams.findActive(meeting.opening())
                .ifPresent(stream -> stop(stream, StopRule.STOPPED_BY_USER, by));
    }

    // What the meeting tells

    public void meetingStarted(UUID room, UUID opening) {
        var meeting = meeting(room, opening);
        meeting.start();
        meetings.save(meeting);
        streams.findActive(opening).ifPresent(stream -> offer(meeting, stream));
    }

    public void meetingEnded(UUID room, UUID opening) {
        end(meeting(room, opening), StopRule.MEETING_ENDED);
    }

    /// @param moderators how many there are now
    /// @param revision of the meeting's event, which may come late
    /// @param at when it happened: the two minutes begin there
    public void moderatorsChanged(
            UUID room, UUID opening, int moderators, long revision, Instant at) {
        var meeting = meeting(room, opening);
        if (!meeting.moderators(moderators, revision)) {
            return;
        }
        meetings.save(meeting);
        streams.findActive(opening)
                .ifPresent(stream -> {
                    if (moderators > 0) {
                        stream.moderatorBack(now());
                    } else {
                        moderatorsGone(stream, at.truncatedTo(ChronoUnit.MILLIS));
                    }
                    save(stream);
                });
    }

    // What time and the platform tell

    /// The deadline of a rule has come.
    ///
    /// @param deadline as it was set; if the run has another now, or none, nothing happens
    void deadlinePassed(StopRule rule, UUID run, Instant deadline) {
        change(
                run,
                stream -> {
                    if (isStill(rule, stream, deadline)) {
                        stop(stream, rule, null);
                    }
                });
    }

    /// Whether the run would be stopped by that deadline.
    boolean isDue(StopRule rule, UUID run, Instant deadline) {
        return streams.findById(run).filter(stream -> isStill(rule, stream, deadline)).isPresent();
    }

    /// A moderator is there after all.
    void moderatorThere(UUID run) {
        change(
                run,
                stream -> {
                    var meeting = meetings.lock(stream.opening());
                    meeting.moderatorSeen();
                    meetings.save(meeting);
                    stream.moderatorBack(now());
                    save(stream);
                });
    }

    void stop(UUID run, StopRule rule) {
        change(run, stream -> stop(stream, rule, null));
    }

    /// Nobody took the run although it waits.
    public void noSlot(UUID run) {
        change(
                run,
                stream -> {
                    var capacity = slots.capacity();
                    // The run itself is counted among those that will have a place at once.
                    if (capacity.running() > capacity.slots()) {
                        stream.queue(capacity.slots(), capacity.slots(), now());
                        save(stream);
                    }
                });
    }

    /// The worker that had the run is gone.
    public void workerLost(UUID run) {
        change(
                run,
                stream -> {
                    if (stream.state() == StreamState.STOPPING) {
                        stream.endedWithoutWorker(now());
                        save(stream);
                        startNext(stream.opening());
                    } else {
                        stream.workerLost(now());
                        slots.offer(run);
                        save(stream);
                    }
                });
    }

    @Transactional(readOnly = true)
    public Slots.Capacity capacity() {
        return slots.capacity();
    }

    // What workers report; each throws LeaseLost if a later worker has the run

    /// Takes the run.
    ///
    /// @return what there is to do, or nothing when it is over
    Optional<Stream> claim(UUID run, long lease) {
        return reporting(run, stream -> stream.claim(lease, now()))
                .filter(stream -> stream.order(lease) != Order.LEAVE);
    }

    Order order(UUID run, long lease) {
        return streams.findById(run).map(stream -> stream.order(lease)).orElse(Order.LEAVE);
    }

    void awaitingAdmission(UUID run, long lease) {
        reporting(
                run,
                stream -> {
                    stream.awaitingAdmission(lease, now(), settings.admissionWithin());
                    stream.admissionBy()
                            .ifPresent(by -> deadlines.set(StopRule.NOT_ADMITTED, run, by));
                });
    }

    void joined(UUID run, long lease) {
        reporting(run, stream -> stream.joined(lease, now()));
    }

    void live(UUID run, long lease) {
        reaching(run, stream -> stream.live(lease, now()));
    }

    void paused(UUID run, long lease) {
        reaching(run, stream -> stream.paused(lease, now()));
    }

    /// @param retryIn when the next try follows
    void interrupted(
            UUID run,
            long lease,
            InterruptReason reason,
            int attempt,
            int attempts,
            Duration retryIn) {
        reporting(
                run,
                stream -> {
                    var now = now();
                    stream.interrupted(lease, reason, attempt, attempts, now.plus(retryIn), now);
                });
    }

    void ended(UUID run, long lease, EndReason reason) {
        reporting(run, stream -> stream.ended(lease, reason, now()))
                .ifPresent(stream -> startNext(stream.opening()));
    }

    /// Once the target is reached, a stream without moderator has two minutes; nobody may ever have
    /// come.
    private void reaching(UUID run, Consumer<Stream> report) {
        reporting(
                run,
                stream -> {
                    report.accept(stream);
                    if (meetings.lock(stream.opening()).isWithoutModerator()) {
                        moderatorsGone(stream, now());
                    }
                });
    }

    private Optional<Stream> reporting(UUID run, Consumer<Stream> report) {
        return streams.findOpening(run)
                .map(meetings::lock)
                .flatMap(_ -> streams.findById(run))
                .map(stream -> {
                    report.accept(stream);
                    return streams.save(stream);
                });
    }

    private void change(UUID run, Consumer<Stream> change) {
        streams.findOpening(run)
                .map(meetings::lock)
                .flatMap(_ -> streams.findById(run))
                .ifPresent(change);
    }

    private void request(Meeting meeting, StreamTarget target, Instant at) {
        var stream =
                Stream.request(UUID.randomUUID(), meeting.room(), meeting.opening(), target, at);
        if (meeting.isRunning()) {
            offer(meeting, stream);
        } else {
            streams.save(stream);
        }
    }

    private void offer(Meeting meeting, Stream stream) {
        if (meeting.isRunning() && stream.state() == StreamState.REQUESTED) {
            var capacity = slots.capacity();
            slots.offer(stream.id());
            if (capacity.isFull()) {
                stream.queue(capacity.running(), capacity.slots(), now());
            }
            save(stream);
        }
    }

    private void moderatorsGone(Stream stream, Instant since) {
        if (stream.stopsAt().isEmpty()) {
            stream.moderatorsGone(now(), since.plus(settings.noModeratorAfter()));
            stream.stopsAt().ifPresent(at -> deadlines.set(StopRule.NO_MODERATOR, stream.id(), at));
        }
    }

    private static boolean isStill(StopRule rule, Stream stream, Instant deadline) {
        var now =
                switch (rule) {
                    case NO_MODERATOR -> stream.stopsAt();
                    case NOT_ADMITTED -> stream.admissionBy();
                    case PAUSED_TOO_LONG -> stream.pausedUntil();
                    case STOPPED_BY_USER, ROOM_CLOSED, MEETING_ENDED, NIGHTLY ->
                            Optional.<Instant>empty();
                };
        return now.filter(deadline::equals).isPresent();
    }

    private void end(Meeting meeting, StopRule rule) {
        meeting.end(now());
        meetings.save(meeting);
        streams.findActive(meeting.opening()).ifPresent(stream -> stop(stream, rule, null));
    }

    private void stop(Stream stream, StopRule rule, @Nullable String by) {
        stream.stop(rule, by, now());
        save(stream);
    }

    private void save(Stream stream) {
        if (stream.state() == StreamState.ENDED) {
            slots.withdraw(stream.id());
        } else {
            slots.nudge(stream.id());
        }
        streams.save(stream);
    }

    /// The start that was asked for while the last run was being ended.
    private void startNext(UUID opening) {
        var meeting = meetings.lock(opening);
        if (streams.findActive(opening).isEmpty()) {
            meeting.takeNext().ifPresent(target -> request(meeting, target, now()));
            meetings.save(meeting);
        }
    }

    private Meeting forgettingTheNext(UUID room, UUID opening) {
        var meeting = meeting(room, opening);
        meeting.startNone();
        return meetings.save(meeting);
    }

    private Meeting meeting(UUID room, UUID opening) {
        meetings.know(opening, room);
        return meetings.lock(opening);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
