package webconference.gateway.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a session some time after its sign-in, however much it is used. The time left also bounds
/// the time it may be idle, so that its row in the database never promises more.
class SessionEnd extends OncePerRequestFilter {

    static final String SIGNED_IN_AT = "signed-in-at";

    private final Duration atMost;
    private final Clock clock;

    SessionEnd(Duration atMost, Clock clock) {
        this.atMost = atMost;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(SIGNED_IN_AT) instanceof Instant since) {
            bound(session, Duration.between(clock.instant(), since.plus(atMost)));
        }
        chain.doFilter(request, response);
    }

    private static void bound(HttpSession session, Duration left) {
        if (!left.isPositive()) {
            session.invalidate();
        } else if (left.toSeconds() < session.getMaxInactiveInterval()) {
            session.setMaxInactiveInterval(Math.max(1, (int) left.toSeconds()));
        }
    }
}
