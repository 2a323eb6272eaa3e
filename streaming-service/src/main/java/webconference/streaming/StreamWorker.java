package webconference.streaming;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.Publisher.Publication;
import webconference.streaming.Reconnection.Verdict;
import webconference.streaming.Signal.Shown;

/// Works on one run: brings a [KeptCapture] and a [KeptPublication] together, and ends them. All
/// decisions are made on one thread, which never waits for anything but its signals: what may take
/// long (connecting, pausing, closing) is done beside it and comes back as a signal. What is
/// decided is told to [StreamControl] from here and nowhere else.
final class StreamWorker {

    private static final Logger log = LoggerFactory.getLogger(StreamWorker.class);

    private static final Duration TICK = Duration.ofMillis(200);

    /// A notification may be lost with its connection: look at the run that often without one.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /// Media pass that long after the lease was last seen to hold.
    private static final Duration TRUST = Duration.ofMillis(1500);

    private enum Told {
        NOTHING,
        LIVE,
        PAUSED
    }

    private final UUID run;
    private final Lease lease;
    private final StreamControl control;
    private final Signals signals = new Signals();
    private final MediaFeed feed = new MediaFeed(this::mayPublish);
    private final KeptCapture capture;
    private final KeptPublication publication;

    private volatile Moment publishUntil = Moment.now();
    private volatile boolean isCut;

    private Order order = Order.PUBLISH;
    private Moment lookedAt = Moment.now();
    private Told told = Told.NOTHING;
    private @Nullable EndReason over;

    StreamWorker(
            UUID run,
            Lease lease,
            StreamControl control,
            Capture captures,
            Publisher publisher,
            LiveDoor door,
            KeySafe keys,
            Traffic traffic,
            StreamSettings settings) {
        this.run = run;
        this.lease = lease;
        this.control = control;
        this.capture = new KeptCapture(run, captures, door, feed, settings, signals);
        this.publication =
                new KeptPublication(run, publisher, keys, traffic, feed, settings, signals);
    }

    /// @return whether the run is over; otherwise another worker should take it
    boolean work() throws InterruptedException {
        try {
            var claimed = control.claim(run, lease.token());
            if (claimed.isEmpty()) {
                return true;
            }
            begin(claimed.get());
            while (over == null && order != Order.STOP && order != Order.LEAVE) {
                if (isCut || !isHeld()) {
                    log.warn("Run {}: the lease is lost, letting go", run);
                    return false;
                }
                if (lease.isToBeHandedOver()) {
                    handOver();
                    return false;
                }
                var signal = signals.next(TICK);
                if (signal != null) {
                    on(signal);
                }
                tick();
            }
            if (order != Order.LEAVE) {
                finish();
            }
            return true;
        } catch (LeaseLost e) {
            log.warn("Run {}: another worker has it, letting go", run);
            return false;
        } finally {
            release();
        }
    }

    void nudge() {
        signals.tell(new Signal.Nudged());
    }

    // The lease

    /// Called by the watchdog: nothing may go out any more once the lease is lost, whatever this
    /// worker's own thread is doing.
    void cutIfLeaseIsLost() {
        if (isCut || isHeld()) {
            return;
        }
        isCut = true;
        feed.to(null);
        new Aside(run).start("cut", this::release);
    }

    private boolean isHeld() {
        if (!lease.isHeld()) {
            return false;
        }
        publishUntil = Moment.in(TRUST);
        return true;
    }

    private boolean mayPublish() {
        return !isCut && !publishUntil.isReached();
    }

    // What there is to do

    private void begin(Stream claimed) {
        order = claimed.order(lease.token());
        lookedAt = Moment.now();
        publication.begin(claimed);
        log.info("Run {}: taken, lease {}", run, lease.token());
        if (order != Order.STOP) {
            openCapture(claimed);
        }
    }

    private void on(Signal signal) {
        switch (signal) {
            case Signal.Nudged _ -> look();

            // From a capture or an attempt that was given up meanwhile.
            case Signal.OfCapture late when !capture.is(late.capture()) -> {}
            case Signal.Connected late when !publication.is(late.attempt()) ->
                    publication.closeLate(late.publication());
            case Signal.OfAttempt late when !publication.is(late.attempt()) -> {}

            case Signal.AwaitingAdmission _ -> control.awaitingAdmission(run, lease.token());
            case Signal.Joined _ -> joined();
            case Signal.Ended(_, var reason) -> over = reason;
            // A capture may say it twice: to its audience, and to whoever asked it to pause.
            case Signal.CaptureFailed _ when !capture.isOpen() -> {}
            case Signal.CaptureFailed(_, var failure) -> captureFailed(failure);
            case Signal.Shows(_, var what) -> capture.shows(what, order);

            case Signal.Connected(_, var made) -> connected(made);
            case Signal.NotConnected(_, var failure) -> targetFailed(failure);
            case Signal.Lost(_, var failure) -> targetFailed(failure);
            case Signal.KeyNotOpened _ -> over = EndReason.KEY_UNREADABLE;
        }
    }

    private void tick() {
        if (lookedAt.isAtLeast(LOOK_EVERY)) {
            look();
        }
        if (order == Order.STOP || order == Order.LEAVE || over != null) {
            return;
        }
        if (capture.isDueAgain()) {
            control.claim(run, lease.token()).ifPresent(this::openCapture);
        }
        capture.show(order);
        if (publication.takesTooLong()) {
            targetFailed(new Unreachable("no connection in time", null));
        } else if (capture.isJoined() && publication.isDue()) {
            publication.connect();
        }
        capture.askForKeyIfMissing();
        publication.watch().ifPresentOrElse(this::targetFailed, this::tell);
    }

    private void look() {
        lookedAt = Moment.now();
        order = control.order(run, lease.token());
    }

    // What the capture brings

    private void openCapture(Stream claimed) {
        try {
            capture.open(claimed.opening(), claimed.isAdmitted());
        } catch (CaptureFailure e) {
            captureFailed(e);
        }
    }

    private void joined() {
        if (!capture.joined()) {
            return;
        }
        control.joined(run, lease.token());
        if (order == Order.PUBLISH) {
            feed.open();
        }
        prove();
        publication.connectNow();
    }

    private void captureFailed(CaptureFailure failure) {
        log.warn("Run {}: the capture failed", run, failure);
        follow(capture.failed(failure));
    }

    // What the publication brings

    private void connected(Publication made) {
        publication.connected(made);
        prove();
        capture.askForKey();
    }

    private void targetFailed(PublishFailure failure) {
        log.warn("Run {}: {}", run, failure.getMessage());
        follow(publication.failed(failure));
    }

    private void follow(Verdict verdict) {
        told = Told.NOTHING;
        switch (verdict) {
            case Verdict.GiveUp(var reason) -> over = reason;
            case Verdict.Retry(var why, var next, var of, var in) ->
                    control.interrupted(run, lease.token(), why, next, of, in);
        }
    }

    private void prove() {
        publication.prove();
        told = Told.NOTHING;
    }

    /// Says live, or paused, once it is so.
    private void tell() {
        if (!publication.isStanding()) {
            return;
        }
        if (told == Told.NOTHING && !(capture.isJoined() && publication.isProved())) {
            return;
        }
        var shown = capture.shown();
        if (shown == Shown.PAUSE && told != Told.PAUSED) {
            control.paused(run, lease.token());
            told = Told.PAUSED;
        } else if (shown == Shown.MEETING && told != Told.LIVE && order == Order.PUBLISH) {
            control.live(run, lease.token());
            told = Told.LIVE;
        }
    }

    // The end

    /// The target first, so that it can close the recording; then the meeting is left.
    private void finish() {
        var reason = over == null ? EndReason.WORKER_LOST : over; // a stop brings its own reason
        publication.close();
        capture.close();
        control.ended(run, lease.token(), reason);
        log.info("Run {}: ended", run);
    }

    private void handOver() {
        log.info("Run {}: handed over", run);
        publication.close();
        capture.close();
        control.interrupted(run, lease.token(), InterruptReason.WORKER_LOST, 1, 1, Duration.ZERO);
    }

    private void release() {
        publication.release();
        capture.release();
        signals.close();
    }
}
