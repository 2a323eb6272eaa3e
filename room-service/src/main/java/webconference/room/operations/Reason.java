package webconference.room.operations;

import org.jspecify.annotations.Nullable;
import webconference.room.FieldProblem;
import webconference.room.InputRefused;

/// Why somebody steps in, as they typed it.
final class Reason {

    private static final int LONGEST = 200;

    private Reason() {}

    /// @param missing what they are told who typed nothing
    /// @throws InputRefused if it is none, or cannot be kept
    static String read(@Nullable String typed, String missing) {
        var reason = typed == null ? "" : typed.strip();
        if (reason.isEmpty()) {
            throw new InputRefused(FieldProblem.of("reason", missing));
        }
        if (reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
            throw new InputRefused(FieldProblem.of("reason", "reason-form", LONGEST));
        }
        return reason;
    }
}
