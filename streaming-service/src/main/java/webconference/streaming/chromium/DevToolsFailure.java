package webconference.streaming.chromium;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why the browser did not do what it was told. Names the command and never its parameters: they
/// hold the link into the meeting.
abstract sealed class DevToolsFailure extends RuntimeException {

    private DevToolsFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// It said no.
    static final class Refused extends DevToolsFailure {
        Refused(String command, String why) {
            super(command + ": " + why, null);
        }
    }

    /// It said nothing in time: what the command was for hangs.
    static final class NoAnswer extends DevToolsFailure {
        NoAnswer(String command, Duration limit) {
            super("no answer to " + command + " within " + limit.toMillis() + " ms", null);
        }
    }

    /// There is no browser any more.
    static final class Gone extends DevToolsFailure {
        Gone(@Nullable Throwable cause) {
            super("the browser is gone", cause);
        }
    }
}
