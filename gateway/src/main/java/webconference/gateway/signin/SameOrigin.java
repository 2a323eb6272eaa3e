package webconference.gateway.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import webconference.gateway.Portal;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// Refuses a change that a browser says comes from a page of somebody else, whatever token it
/// carries: a neighbour under the same domain can plant a cookie, but not forge `Origin`.
class SameOrigin extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Portal portal;
    private final ProblemAnswer answers;

    SameOrigin(Portal portal, ProblemAnswer answers) {
        this.portal = portal;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HARMLESS.contains(request.getMethod()) || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            answers.write(Problem.REFUSED, request, response);
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        var origin = request.getHeader("Origin");
        var site = request.getHeader("Sec-Fetch-Site");
        return (origin == null || origin.equals(portal.origin()))
                && (site == null || OURS.contains(site));
    }
}
