package webconference.eventing;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What lies behind a failure. A message may quote people's words or data, so it is never logged;
/// the names of the classes and the place are.
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    /// The failure and what caused it, outermost first.
    static Stream<Throwable> of(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST);
    }

    /// The innermost cause's class and where it was thrown.
    static String named(@Nullable Throwable failure) {
        if (failure == null) {
            return "no cause given";
        }
        var root = of(failure).reduce(failure, (_, cause) -> cause);
        var frames = root.getStackTrace();
        var name = root.getClass().getName();
        return frames.length == 0 ? name : name + " at " + frames[0];
    }
}
