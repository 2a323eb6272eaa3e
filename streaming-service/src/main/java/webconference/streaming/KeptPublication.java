package webconference.streaming;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import webconference.streaming.KeySafe.KeyUnreadable;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.Publisher.Publication;
import webconference.streaming.Reconnection.Verdict;

/// The publication of one run, as its worker keeps it: connected when it is due, watched whether
/// the target takes what is sent, proved before it is called live, connected anew when it is lost.
/// What is sent comes from the feed.
///
/// Used by the worker's thread; [#close] and [#release] by any.
final class KeptPublication {

    private static final Logger log = LoggerFactory.getLogger(KeptPublication.class);

    /// After so many bytes any target has acknowledged some.
    private static final long SURELY_ANSWERED = 250_000;

    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final UUID run;
    private final Publisher publisher;
    private final KeySafe keys;
    private final Traffic traffic;
    private final MediaFeed feed;
    private final StreamSettings settings;
    private final Signals signals;
    private final Aside aside;

    private @Nullable Stream stream;
    private @Nullable Reconnection reconnection;

    // Being made
    private int attempt;
    private volatile @Nullable Thread connecting;
    private Moment connectingSince = Moment.now();
    private Moment connectAt = Moment.now();

    // Standing
    private volatile @Nullable Publication publication;
    private Moment publishedAt = Moment.now();
    private Moment provingSince = Moment.now();
    private long acknowledged;
    private long acknowledgedAtProof;
    private Moment acknowledgedGrewAt = Moment.now();
    private long sentWhenGrew;

    KeptPublication(
            UUID run,
            Publisher publisher,
            KeySafe keys,
            Traffic traffic,
            MediaFeed feed,
            StreamSettings settings,
            Signals signals) {
        this.run = run;
        this.publisher = publisher;
        this.keys = keys;
        this.traffic = traffic;
        this.feed = feed;
        this.settings = settings;
        this.signals = signals;
        this.aside = new Aside(run);
    }

    /// From now on it is that run's.
    void begin(Stream claimed) {
        stream = claimed;
        reconnection =
                new Reconnection(
                        settings.reconnecting(),
                        claimed.wasLive(),
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    // Being made

    void connectNow() {
        connectAt = Moment.now();
    }

    /// Whether it is time for the first attempt, or the next.
    boolean isDue() {
        return connecting == null && publication == null && connectAt.isReached();
    }

    /// Whether an attempt is under way for too long.
    boolean takesTooLong() {
        return connecting != null && !connectionTimeLeft().isPositive();
    }

    private Duration connectionTimeLeft() {
        var most = CONNECT_AT_MOST.minus(connectingSince.age());
        var left = policy().timeLeft(now());
        return left != null && left.compareTo(most) < 0 ? left : most;
    }

    /// Begins an attempt, beside the worker.
    void connect() {
        policy().begins(now());
        var number = ++attempt;
        var to = known(stream);
        connectingSince = Moment.now();
        connecting = aside.start("connect", () -> connect(number, to));
    }

    private void connect(int number, Stream to) {
        try {
            var key = keys.open(to.target().sealedKey(), to.room());
            var target = new Publisher.Target(URI.create(to.target().url()), key);
            var made =
                    publisher.publish(
                            target, failure -> signals.tell(new Signal.Lost(number, failure)));
            if (!signals.tell(new Signal.Connected(number, made))) {
                made.close();
            }
        } catch (KeyUnreadable e) {
            log.error("Run {}: the stream key cannot be opened", run, e);
            signals.tell(new Signal.KeyNotOpened());
        } catch (PublishFailure e) {
            signals.tell(new Signal.NotConnected(number, e));
        } catch (RuntimeException e) {
            signals.tell(
                    new Signal.NotConnected(number, new Unreachable("the publisher failed", e)));
        }
    }

    /// Whether that is the attempt of now, not one that was given up.
    boolean is(int attempt) {
        return attempt == this.attempt;
    }

    void connected(Publication made) {
        log.info("Run {}: {} accepts the publication", run, known(stream).target().host());
        connecting = null;
        publication = made;
        publishedAt = Moment.now();
        acknowledged = 0;
        acknowledgedGrewAt = publishedAt;
        sentWhenGrew = feed.sent();
        feed.to(made);
    }

    /// One that came of an attempt that was given up.
    void closeLate(Publication made) {
        aside.start("close-late", made::close);
    }

    /// It is lost, or the attempt came to nothing.
    Verdict failed(PublishFailure failure) {
        close();
        stopConnecting();
        attempt++; // what still comes of this one is late
        var verdict = policy().failed(failure, now());
        if (verdict instanceof Verdict.Retry retry) {
            connectAt = Moment.in(retry.in());
        }
        return verdict;
    }

    // Standing

    boolean isStanding() {
        return publication != null;
    }

    /// Looks whether the target takes what is sent.
    ///
    /// @return that it does not, if so
    Optional<PublishFailure> watch() {
        var standing = publication;
        if (standing == null) {
            return Optional.empty();
        }
        policy().stands(publishedAt.age());
        var bytes = standing.acknowledgedBytes();
        if (bytes > acknowledged) {
            traffic.acknowledged(bytes - acknowledged);
            acknowledged = bytes;
            acknowledgedGrewAt = Moment.now();
            sentWhenGrew = feed.sent();
        } else if (feed.sent() == sentWhenGrew) {
            acknowledgedGrewAt = Moment.now(); // nothing to acknowledge
        } else if (isSilent()) {
            return Optional.of(new Dropped(publishedAt.age(), null));
        }
        return Optional.empty();
    }

    /// Whether the target should have acknowledged something by now. It does so every so many
    /// bytes: while little goes out, as in a pause, it has more time.
    private boolean isSilent() {
        var unanswered = feed.sent() - sentWhenGrew;
        var silence = settings.reconnecting().silence();
        var patience = unanswered > SURELY_ANSWERED ? silence : silence.multipliedBy(4);
        return acknowledgedGrewAt.isAtLeast(patience);
    }

    /// From here on it must stand and grow before it is called live (again).
    void prove() {
        provingSince = Moment.now();
        acknowledgedAtProof = acknowledged;
    }

    boolean isProved() {
        return provingSince.isAtLeast(settings.liveAfter()) && acknowledged > acknowledgedAtProof;
    }

    // The end

    /// Ends it so that the target can close its recording; safe to repeat.
    synchronized void close() {
        var standing = publication;
        publication = null;
        feed.to(null);
        if (standing != null) {
            aside.await("close-publication", standing::close, CLOSE_WITHIN);
        }
    }

    /// Ends it for good, also an attempt that is under way.
    void release() {
        close();
        stopConnecting();
    }

    private void stopConnecting() {
        var thread = connecting;
        connecting = null;
        if (thread != null) {
            thread.interrupt();
        }
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
}
