package webconference.gateway.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.UriUtils;

/// Ends the sessions of whoever is erased: the gateway hears no events, but it sees the erasure
/// pass and the answer that it was taken in.
@Component
class ErasedPeople extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(ErasedPeople.class);
    private static final Pattern ERASURE = Pattern.compile("/api/v1/ops/people/([^/]+)/erasure");

    private final JdbcClient jdbc;

    ErasedPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !ERASURE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var held =
                new ContentCachingResponseWrapper(response); // whoever hears of it can rely on it
        chain.doFilter(request, held);
        var erasure = ERASURE.matcher(request.getRequestURI());
        if (held.getStatus() == HttpStatus.ACCEPTED.value() && erasure.matches()) {
            end(UriUtils.decode(erasure.group(1), StandardCharsets.UTF_8));
        }
        held.copyBodyToResponse();
    }

    private void end(String person) {
        try {
            jdbc.sql("delete from spring_session where principal_name = ?").param(person).update();
        } catch (DataAccessException e) {
            log.error("Somebody's sessions did not end with their erasure; erase them again", e);
        }
    }
}
