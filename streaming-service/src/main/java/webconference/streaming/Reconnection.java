package webconference.streaming;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.NotRtmp;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.UnknownHost;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.PublishFailure.Untrusted;
import webconference.streaming.StreamSettings.Reconnecting;

/// Decides, failure by failure, whether and when the target is tried again. Times are given from
/// outside, on one monotonic clock.
///
/// Two things are told apart. The *first* connection of a run must come soon: somebody waits for
/// it, and a refused key is a mistake to be told at once. *After* a publication has stood, patience
/// is worth more: the network comes back, and a target such as PeerTube refuses the key for up to
/// half a minute because it still holds the old session.
final class Reconnection {

    /// What follows from a failure.
    sealed interface Verdict {
        /// @param attempt the try that comes next, of at most `attempts`
        record Retry(InterruptReason reason, int attempt, int attempts, Duration in)
                implements Verdict {}

        record GiveUp(EndReason reason) implements Verdict {}
    }

    /// The most that chance adds to a wait, so that many streams do not come back in one beat.
    private static final double JITTER = 0.1;

    private final Reconnecting settings;
    private final DoubleSupplier chance;
    private boolean stood;
    private int failures;
    private int refusals;
    private @Nullable Duration troubleSince;

    /// @param stood whether the run was live before, with another worker
    /// @param chance from 0 to 1
    Reconnection(Reconnecting settings, boolean stood, DoubleSupplier chance) {
        this.settings = settings;
        this.stood = stood;
        this.chance = chance;
    }

    /// The first try is being made; the time that the first connection may take runs.
    void begins(Duration now) {
        if (troubleSince == null) {
            troubleSince = now;
        }
    }

    /// A publication stands, since so long.
    void stands(Duration since) {
        if (since.compareTo(settings.early()) >= 0) {
            stood = true;
            refusals = 0;
        }
        if (since.compareTo(settings.stable()) >= 0) {
            failures = 0;
            troubleSince = null;
        }
    }

    Verdict failed(PublishFailure failure, Duration now) {
        return switch (failure) {
            case HostNotAllowed _ -> new Verdict.GiveUp(EndReason.HOST_NOT_ALLOWED);
            case Untrusted _ -> new Verdict.GiveUp(EndReason.TLS);
            case Refused _ -> refused(now);
            case Dropped dropped when dropped.after().compareTo(settings.early()) < 0 ->
                    refused(now);
            case Dropped _ ->
                    again(InterruptReason.CONNECTION_LOST, EndReason.CONNECTION_LOST, now);
            case Unreachable _, NotRtmp _ ->
                    again(InterruptReason.UNREACHABLE, EndReason.UNREACHABLE, now);
            case UnknownHost _ -> again(InterruptReason.UNKNOWN_HOST, EndReason.UNKNOWN_HOST, now);
        };
    }

    private Verdict refused(Duration now) {
        refusals++;
        if (!stood) {
            return refusals >= 2
                    ? new Verdict.GiveUp(EndReason.KEY_REFUSED)
                    : new Verdict.Retry(InterruptReason.KEY_REFUSED, 1, 1, settings.refusedAgain());
        }
        if (refusals >= 2 && troubleFor(now).compareTo(settings.refusedFor()) >= 0) {
            return new Verdict.GiveUp(EndReason.KEY_REFUSED);
        }
        return again(InterruptReason.KEY_REFUSED, EndReason.KEY_REFUSED, now);
    }

    private Verdict again(InterruptReason reason, EndReason inTheEnd, Duration now) {
        begins(now);
        var waits = stood ? settings.again() : settings.first();
        if (failures >= waits.size()) {
            return new Verdict.GiveUp(inTheEnd);
        }
        var wait = jittered(waits.get(failures));
        if (!stood && troubleFor(now.plus(wait)).compareTo(settings.firstWithin()) > 0) {
            return new Verdict.GiveUp(inTheEnd);
        }
        failures++;
        return new Verdict.Retry(reason, failures, waits.size(), wait);
    }

    /// How long a try that is under way may still take; without limit once a publication stood.
    @Nullable Duration timeLeft(Duration now) {
        return stood ? null : settings.firstWithin().minus(troubleFor(now));
    }

    private Duration troubleFor(Duration now) {
        return troubleSince == null ? Duration.ZERO : now.minus(troubleSince);
    }

    private Duration jittered(Duration wait) {
        return wait.plusMillis((long) (wait.toMillis() * JITTER * chance.getAsDouble()));
    }
}
