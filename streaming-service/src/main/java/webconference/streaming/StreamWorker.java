package webconference.streaming;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.CaptureFailure.NoPicture;
import webconference.streaming.CaptureFailure.PageFailed;
import webconference.streaming.KeySafe.KeyUnreadable;
import webconference.streaming.LiveDoorFailure.MeetingOver;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.Publisher.Publication;

/// Works on one run: brings a capture and a publication together, keeps them, and ends them. All
/// decisions are made on one thread, which never waits for anything but its signals: what may take
/// long (connecting, pausing, closing) is done beside it and comes back as a signal.
final class StreamWorker {

    private static final Logger log = LoggerFactory.getLogger(StreamWorker.class);

    private static final Duration TICK = Duration.ofMillis(200);

    /// A notification may be lost with its connection: look at the run that often without one.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /// Media pass that long after the lease was last seen to hold.
    private static final Duration TRUST = Duration.ofMillis(1500);

    /// After so many bytes any target has acknowledged some.
    private static final long SURELY_ANSWERED = 250_000;

    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(20);
    private static final Duration KEY_FRAME_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_PUBLICATION_WITHIN = Duration.ofSeconds(3);
    private static final Duration CLOSE_CAPTURE_WITHIN = Duration.ofSeconds(5);

    /// A capture that fails for the third time within ten minutes is not opened again.
    private static final int CAPTURE_FAILURES = 3;

    private static final Duration CAPTURE_FAILURES_WITHIN = Duration.ofMinutes(10);

    private sealed interface Signal {
        /// The run may have changed.
        record Nudged() implements Signal {}

        record AwaitingAdmission(int capture) implements Signal {}

        record Joined(int capture) implements Signal {}

        record Ended(int capture, EndReason reason) implements Signal {}

        record CaptureFailed(int capture, CaptureFailure failure) implements Signal {}

        record Shows(int capture, Shown shown) implements Signal {}

        record Connected(int attempt, Publication publication) implements Signal {}

        record NotConnected(int attempt, PublishFailure failure) implements Signal {}

        record KeyNotOpened() implements Signal {}

        record Lost(int attempt, PublishFailure failure) implements Signal {}
    }

    /// What the capture puts out.
    private enum Shown {
        MEETING,
        PAUSE,
        CHANGING
    }

    private enum Told {
        NOTHING,
        LIVE,
        PAUSED
    }

    private final UUID run;
    private final Lease lease;
    private final StreamControl control;
    private final Capture captures;
    private final Publisher publisher;
    private final LiveDoor door;
    private final KeySafe keys;
    private final Traffic traffic;
    private final StreamSettings settings;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final MediaFeed feed = new MediaFeed(this::mayPublish);
    private volatile long publishUntil = System.nanoTime() - 1;
    private volatile boolean isCut;
    private boolean isReleased; // guarded by signals

    // Of the run
    private @Nullable Stream stream;
    private @Nullable Reconnection reconnection;
    private Order order = Order.PUBLISH;
    private volatile boolean admitted;
    private @Nullable EndReason over;
    private long lookedAt;

    // Of the capture
    private volatile Capture.@Nullable Session session;
    private volatile int capture;
    private boolean joined;
    private Shown shown = Shown.MEETING;
    private long changeBy;
    private long recaptureAt;
    private final Deque<Long> captureFailures = new ArrayDeque<>();
    private long keyAskedAt;

    // Of the publication
    private volatile @Nullable Publication publication;
    private int attempt;
    private volatile @Nullable Thread connecting;
    private long connectingSince;
    private long connectAt;
    private long publishedAt;
    private long provingSince;
    private long acknowledged;
    private long acknowledgedAtProof;
    private long acknowledgedGrewAt;
    private long sentWhenGrew;
    private Told told = Told.NOTHING;

    /// Commands to the capture, one after the other.
    private final ExecutorService commands =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("capture-command").factory());

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
        this.captures = captures;
        this.publisher = publisher;
        this.door = door;
        this.keys = keys;
        this.traffic = traffic;
        this.settings = settings;
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
                var signal = signals.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
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
        signals.add(new Signal.Nudged());
    }

    /// Called by the watchdog: nothing may go out any more once the lease is lost, whatever this
    /// worker's own thread is doing.
    void cutIfLeaseIsLost() {
        if (isCut || isHeld()) {
            return;
        }
        isCut = true;
        feed.to(null);
        aside("cut-" + run, this::release);
    }

    private boolean isHeld() {
        if (!lease.isHeld()) {
            return false;
        }
        publishUntil = System.nanoTime() + TRUST.toNanos();
        return true;
    }

    private boolean mayPublish() {
        return !isCut && System.nanoTime() - publishUntil < 0;
    }

    private void begin(Stream claimed) {
        stream = claimed;
        admitted = claimed.isAdmitted();
        order = claimed.order(lease.token());
        lookedAt = System.nanoTime();
        reconnection =
                new Reconnection(
                        settings.reconnecting(),
                        claimed.wasLive(),
                        () -> ThreadLocalRandom.current().nextDouble());
        log.info("Run {}: taken, lease {}", run, lease.token());
        if (order != Order.STOP) {
            openCapture();
        }
    }

    private void on(Signal signal) {
        switch (signal) {
            case Signal.Nudged _ -> look();
            case Signal.AwaitingAdmission(var from) when from == capture ->
                    control.awaitingAdmission(run, lease.token());
            case Signal.Joined(var from) when from == capture -> joined();
            case Signal.Ended(var from, var reason) when from == capture -> over = reason;
            // A capture may say it twice: to its audience, and to whoever asked it to pause.
            case Signal.CaptureFailed(var from, var failure)
                    when from == capture && session != null ->
                    captureFailed(failure);
            case Signal.Shows(var from, var what) when from == capture -> shows(what);
            case Signal.Connected(var from, var made) when from == attempt -> connected(made);
            case Signal.Connected(_, var late) -> aside("close-late-" + run, late::close);
            case Signal.NotConnected(var from, var failure) when from == attempt ->
                    targetFailed(failure);
            case Signal.KeyNotOpened _ -> over = EndReason.KEY_UNREADABLE;
            case Signal.Lost(var from, var failure) when from == attempt -> targetFailed(failure);
            // From a capture or a connection that was given up meanwhile.
            case Signal.AwaitingAdmission _,
                    Signal.Joined _,
                    Signal.Ended _,
                    Signal.CaptureFailed _,
                    Signal.Shows _,
                    Signal.NotConnected _,
                    Signal.Lost _ -> {}
        }
    }

    private void tick() {
        if (since(lookedAt).compareTo(LOOK_EVERY) >= 0) {
            look();
        }
        if (order == Order.STOP || order == Order.LEAVE || over != null) {
            return;
        }
        if (recaptureAt != 0 && isReached(recaptureAt)) {
            recaptureAt = 0;
            control.claim(run, lease.token());
            openCapture();
        }
        show();
        connectIfDue();
        watchPublication();
    }

    private void look() {
        lookedAt = System.nanoTime();
        order = control.order(run, lease.token());
    }

    // The capture

    private void openCapture() {
        var number = capture + 1;
        capture = number;
        joined = false;
        shown = Shown.MEETING;
        feed.shut(); // until Live is in the meeting, or the pause picture is sure
        feed.captureBegins();
        try {
            session =
                    captures.open(
                            new Capture.Request(
                                    run, again -> link(number, again), settings.frameRate()),
                            new Audience(number));
        } catch (CaptureFailure e) {
            captureFailed(e);
        }
    }

    private URI link(int number, boolean again) {
        try {
            return door.link(opened().opening(), again || admitted);
        } catch (MeetingOver e) {
            signals.add(new Signal.Ended(number, EndReason.MEETING_ENDED));
            throw e;
        } catch (LiveDoorFailure.Unreachable e) {
            signals.add(
                    new Signal.CaptureFailed(
                            number, new PageFailed("Live has no link into the meeting", e)));
            throw e;
        }
    }

    private void joined() {
        if (joined) {
            return;
        }
        joined = true;
        admitted = true;
        control.joined(run, lease.token());
        if (order == Order.PUBLISH) {
            feed.open();
        }
        prove();
        connectAt = System.nanoTime();
    }

    private void captureFailed(CaptureFailure failure) {
        log.warn("Run {}: the capture failed", run, failure);
        closeCapture();
        joined = false;
        var now = System.nanoTime();
        captureFailures.add(now);
        while (since(captureFailures.getFirst()).compareTo(CAPTURE_FAILURES_WITHIN) > 0) {
            captureFailures.removeFirst();
        }
        switch (failure) {
            case PageFailed _ -> over = EndReason.MEETING_PAGE_FAILED;
            case EncoderFailed _ -> recapture(EndReason.ENCODER_FAILED);
            case NoPicture _ -> recapture(EndReason.NO_PICTURE);
        }
    }

    private void recapture(EndReason inTheEnd) {
        if (captureFailures.size() >= CAPTURE_FAILURES) {
            over = inTheEnd;
            return;
        }
        var wait = settings.reconnecting().captureAgain();
        recaptureAt = after(wait);
        told = Told.NOTHING;
        control.interrupted(
                run,
                lease.token(),
                InterruptReason.WORKER_LOST,
                captureFailures.size(),
                CAPTURE_FAILURES - 1,
                wait);
    }

    /// Lets the capture show what is wanted. A pause that is not confirmed soon shuts the feed: of
    /// the meeting nothing goes out, even if the recorder hangs.
    private void show() {
        var open = session;
        if (open == null) {
            return;
        }
        if (!joined) {
            feed.shut();
            return;
        }
        var wanted = order == Order.PAUSE ? Shown.PAUSE : Shown.MEETING;
        if (shown == Shown.CHANGING) {
            if (wanted == Shown.PAUSE && isReached(changeBy)) {
                feed.shut();
            }
        } else if (shown != wanted) {
            shown = Shown.CHANGING;
            changeBy = after(settings.reconnecting().pauseWithin());
            var number = capture;
            commands.execute(() -> change(open, number, wanted));
        }
    }

    private void change(Capture.Session open, int number, Shown wanted) {
        try {
            if (wanted == Shown.PAUSE) {
                open.pause();
            } else {
                open.resume();
            }
            signals.add(new Signal.Shows(number, wanted));
        } catch (CaptureFailure e) {
            signals.add(new Signal.CaptureFailed(number, e));
        } catch (RuntimeException e) {
            signals.add(
                    new Signal.CaptureFailed(
                            number, new EncoderFailed("it does not change to " + wanted, e)));
        }
    }

    private void shows(Shown what) {
        shown = what;
        if (what == Shown.PAUSE || order == Order.PUBLISH) {
            feed.open();
        }
    }

    // The publication

    private void connectIfDue() {
        var thread = connecting;
        if (thread != null) {
            var left = connectionTimeLeft();
            if (left.isNegative() || left.isZero()) {
                thread.interrupt();
                targetFailed(new Unreachable("no connection in time", null));
            }
        } else if (publication == null && joined && isReached(connectAt)) {
            connect();
        }
    }

    private Duration connectionTimeLeft() {
        var most = CONNECT_AT_MOST.minus(since(connectingSince));
        var left = policy().timeLeft(now());
        return left != null && left.compareTo(most) < 0 ? left : most;
    }

    private void connect() {
        policy().begins(now());
        var number = ++attempt;
        connectingSince = System.nanoTime();
        connecting = aside("connect-" + run, () -> connect(number, opened()));
    }

    private void connect(int number, Stream stream) {
        try {
            var key = keys.open(stream.target().sealedKey(), stream.room());
            var target = new Publisher.Target(URI.create(stream.target().url()), key);
            var made =
                    publisher.publish(
                            target, failure -> signals.add(new Signal.Lost(number, failure)));
            if (!heard(new Signal.Connected(number, made))) {
                made.close();
            }
        } catch (KeyUnreadable e) {
            log.error("Run {}: the stream key cannot be opened", run, e);
            signals.add(new Signal.KeyNotOpened());
        } catch (PublishFailure e) {
            signals.add(new Signal.NotConnected(number, e));
        } catch (RuntimeException e) {
            signals.add(
                    new Signal.NotConnected(number, new Unreachable("the publisher failed", e)));
        }
    }

    private void connected(Publication made) {
        log.info("Run {}: {} accepts the publication", run, opened().target().host());
        connecting = null;
        publication = made;
        publishedAt = System.nanoTime();
        acknowledged = 0;
        acknowledgedGrewAt = publishedAt;
        sentWhenGrew = feed.sent();
        prove();
        feed.to(made);
        askForKey();
    }

    /// From here on it must stand and grow before it is called live (again).
    private void prove() {
        provingSince = System.nanoTime();
        acknowledgedAtProof = acknowledged;
        told = Told.NOTHING;
    }

    private void targetFailed(PublishFailure failure) {
        log.warn("Run {}: {}", run, failure.getMessage());
        closePublication();
        connecting = null;
        attempt++; // what still comes of this one is late
        told = Told.NOTHING;
        switch (policy().failed(failure, now())) {
            case Reconnection.Verdict.GiveUp(var reason) -> over = reason;
            case Reconnection.Verdict.Retry(var why, var next, var of, var in) -> {
                connectAt = after(in);
                control.interrupted(run, lease.token(), why, next, of, in);
            }
        }
    }

    private void watchPublication() {
        var standing = publication;
        if (standing == null) {
            return;
        }
        if (feed.needsKey() && since(keyAskedAt).compareTo(KEY_FRAME_EVERY) >= 0) {
            askForKey();
        }
        policy().stands(since(publishedAt));
        var bytes = standing.acknowledgedBytes();
        if (bytes > acknowledged) {
            traffic.acknowledged(bytes - acknowledged);
            acknowledged = bytes;
            acknowledgedGrewAt = System.nanoTime();
            sentWhenGrew = feed.sent();
        } else if (feed.sent() == sentWhenGrew) {
            acknowledgedGrewAt = System.nanoTime(); // nothing to acknowledge
        } else if (isSilent()) {
            targetFailed(new Dropped(since(publishedAt), null));
            return;
        }
        tell();
    }

    /// Whether the target should have acknowledged something by now. It does so every so many
    /// bytes: while little goes out, as in a pause, it has more time.
    private boolean isSilent() {
        var unanswered = feed.sent() - sentWhenGrew;
        var silence = settings.reconnecting().silence();
        var patience = unanswered > SURELY_ANSWERED ? silence : silence.multipliedBy(4);
        return since(acknowledgedGrewAt).compareTo(patience) >= 0;
    }

    /// Says live, or paused, once it is so.
    private void tell() {
        var proved =
                joined
                        && since(provingSince).compareTo(settings.liveAfter()) >= 0
                        && acknowledged > acknowledgedAtProof;
        if (told == Told.NOTHING && !proved) {
            return;
        }
        if (shown == Shown.PAUSE && told != Told.PAUSED) {
            control.paused(run, lease.token());
            told = Told.PAUSED;
        } else if (shown == Shown.MEETING && told != Told.LIVE && order == Order.PUBLISH) {
            control.live(run, lease.token());
            told = Told.LIVE;
        }
    }

    private void askForKey() {
        var open = session;
        if (open != null) {
            keyAskedAt = System.nanoTime();
            commands.execute(open::keyFrame);
        }
    }

    // The end

    /// The target first, so that it can close the recording; then the meeting is left.
    private void finish() {
        var reason = over == null ? EndReason.WORKER_LOST : over; // a stop brings its own reason
        closePublication();
        closeCapture();
        control.ended(run, lease.token(), reason);
        log.info("Run {}: ended", run);
    }

    private void handOver() {
        log.info("Run {}: handed over", run);
        closePublication();
        closeCapture();
        control.interrupted(run, lease.token(), InterruptReason.WORKER_LOST, 1, 1, Duration.ZERO);
    }

    private void release() {
        closePublication();
        closeCapture();
        commands.shutdownNow();
        var thread = connecting;
        if (thread != null) {
            thread.interrupt();
        }
        synchronized (signals) {
            isReleased = true;
        }
        for (var late = signals.poll(); late != null; late = signals.poll()) {
            if (late instanceof Signal.Connected(_, var made)) {
                made.close();
            }
        }
    }

    /// A connection that is made while everything is let go must be closed by who made it.
    private boolean heard(Signal.Connected connected) {
        synchronized (signals) {
            return !isReleased && signals.add(connected);
        }
    }

    private synchronized void closePublication() {
        var standing = publication;
        publication = null;
        feed.to(null);
        if (standing != null) {
            closing("close-publication-" + run, standing::close, CLOSE_PUBLICATION_WITHIN);
        }
    }

    private synchronized void closeCapture() {
        var open = session;
        session = null;
        if (open != null) {
            closing("close-capture-" + run, open::close, CLOSE_CAPTURE_WITHIN);
        }
    }

    private void closing(String name, Runnable close, Duration within) {
        var thread = aside(name, close);
        try {
            if (!thread.join(within)) {
                log.warn("Run {}: {} takes longer than {}", run, name, within);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread aside(String name, Runnable what) {
        return Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        what.run();
                    } catch (RuntimeException e) {
                        log.warn("Run {}: {} failed", run, name, e);
                    }
                });
    }

    private Stream opened() {
        return known(stream);
    }

    private Reconnection policy() {
        return known(reconnection);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the run was not begun");
        }
        return value;
    }

    private static Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static long after(Duration wait) {
        return System.nanoTime() + wait.toNanos();
    }

    private static boolean isReached(long nanos) {
        return System.nanoTime() - nanos >= 0;
    }

    /// Hears one capture; a capture that was given up is not listened to any more.
    private final class Audience implements Capture.Audience {

        private final int number;
        private volatile boolean isHeard = true;

        Audience(int number) {
            this.number = number;
        }

        @Override
        public void awaitingAdmission() {
            signals.add(new Signal.AwaitingAdmission(number));
        }

        @Override
        public void joined() {
            signals.add(new Signal.Joined(number));
        }

        @Override
        public void refused() {
            isHeard = false;
            signals.add(new Signal.Ended(number, EndReason.REFUSED_BY_MODERATOR));
        }

        @Override
        public void meetingEnded() {
            signals.add(new Signal.Ended(number, EndReason.MEETING_ENDED));
        }

        @Override
        public void media(MediaUnit unit) {
            if (isHeard && number == capture) {
                feed.media(unit);
            }
        }

        @Override
        public void failed(CaptureFailure failure) {
            isHeard = false;
            signals.add(new Signal.CaptureFailed(number, failure));
        }
    }
}
