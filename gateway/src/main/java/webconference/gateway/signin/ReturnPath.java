package webconference.gateway.signin;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a person goes after signing in: a page of the portal, and nothing but a page of the
/// portal. What is not plainly one becomes the list of rooms.
record ReturnPath(String value) {

    private static final String HOME = "/";
    private static final int LONGEST = 300;

    // Plain segments and a plain query: no host, no scheme, no escape in the path, nothing that a
    // browser could read as one of them.
    private static final Pattern PAGE =
            Pattern.compile(
                    "/(?:[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-]+)*/?)?(?:\\?[A-Za-z0-9._~=&%+-]*)?");

    private static final List<String> OURS =
            List.of("/api", "/oauth2", "/login", "/logout", "/session", "/actuator", "/error");

    static ReturnPath of(@Nullable String asked) {
        return asked != null && isPage(asked) ? new ReturnPath(asked) : new ReturnPath(HOME);
    }

    private static boolean isPage(String asked) {
        return asked.length() <= LONGEST
                && PAGE.matcher(asked).matches()
                && OURS.stream().noneMatch(asked::startsWith);
    }
}
