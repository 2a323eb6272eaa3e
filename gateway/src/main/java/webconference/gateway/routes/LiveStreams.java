package webconference.gateway.routes;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import webconference.gateway.Caller;
import webconference.gateway.Problem;

/// The streams of events that browsers hold open. One ends with its session, within about half a
/// second wherever the person signed out; a guest's has none; and all end when the gateway stops.
@Component
class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration ROUND = Duration.ofMillis(250);

    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> each = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final Services limits;
    private final Caller caller;
    private final ProblemResponse problems;
    private volatile @Nullable Thread rounds;

    LiveStreams(JdbcClient jdbc, Services limits, Caller caller, ProblemResponse problems) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.caller = caller;
        this.problems = problems;
    }

    /// Whoever has too many already gets no more, and nobody loses one by it.
    HandlerFilterFunction<ServerResponse, ServerResponse> watched() {
        return (request, next) -> {
            var person = caller.person();
            var whose = person == null ? caller.addressOf(request.servletRequest()) : person;
            var most = person == null ? limits.guestStreamsEach() : limits.streamsEach();
            if (open.size() >= limits.streamsAtMost()) {
                return problems.of(Problem.UNAVAILABLE);
            }
            if (each.getOrDefault(whose, 0) >= most) {
                return problems.of(Problem.TOO_MANY);
            }
            var session = request.servletRequest().getSession(false);
            var answer = next.handle(request);
            return MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR)
                            instanceof ClientHttpResponse source
                    ? new Open(whose, session == null ? null : session.getId(), source, answer)
                    : answer;
        };
    }

    int count() {
        return open.size();
    }

    @Override
    public void start() {
        var thread = Thread.ofVirtual().name("live-streams").unstarted(this::goRound);
        rounds = thread; // it goes on as long as it finds itself here
        thread.start();
    }

    /// Before the web server waits for what is under way: these would never end by themselves.
    @Override
    public void stop() {
        var thread = rounds;
        rounds = null;
        if (thread != null) {
            thread.interrupt();
        }
        open.forEach(Open::end);
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    private void goRound() {
        while (isRunning()) {
            try {
                Thread.sleep(ROUND);
                endOrphans();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("It is not known whose session is over; looking again", e);
            }
        }
    }

    private void endOrphans() {
        var watched = new HashSet<String>();
        open.forEach(stream -> stream.addSessionTo(watched));
        if (watched.isEmpty()) {
            return;
        }
        var alive =
                new HashSet<>(
                        jdbc.sql(
                                        """
                                        select session_id from spring_session
                                        where session_id = any(:ids) and expiry_time > extract(epoch from now()) * 1000
                                        """)
                                .param("ids", watched.toArray(String[]::new))
                                .query(String.class)
                                .list());
        watched.removeAll(alive);
        open.forEach(stream -> stream.endIfOneOf(watched));
    }

    /// An answer that counts as open while it is being written.
    private final class Open implements ServerResponse {

        private final String whose;
        private final @Nullable String session;
        private final ClientHttpResponse source;
        private final ServerResponse answer;
        private volatile boolean ended;

        Open(
                String whose,
                @Nullable String session,
                ClientHttpResponse source,
                ServerResponse answer) {
            this.whose = whose;
            this.session = session;
            this.source = source;
            this.answer = answer;
        }

        void addSessionTo(Set<String> sessions) {
            if (session != null) {
                sessions.add(session);
            }
        }

        void endIfOneOf(Set<String> over) {
            if (session != null && over.contains(session)) {
                end();
            }
        }

        void end() {
            ended = true;
            source.close();
        }

        @Override
        public @Nullable ModelAndView writeTo(
                HttpServletRequest request, HttpServletResponse response, Context context)
                throws ServletException, IOException {
            open.add(this);
            each.merge(whose, 1, Integer::sum);
            try {
                return answer.writeTo(request, response, context);
            } catch (IOException e) {
                if (!ended) {
                    throw e;
                }
                return null; // what it was read from is closed: the browser sees a plain end
            } finally {
                open.remove(this);
                each.computeIfPresent(whose, (_, many) -> many == 1 ? null : many - 1);
            }
        }

        @Override
        public HttpStatusCode statusCode() {
            return answer.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            return answer.headers();
        }

        @Override
        public MultiValueMap<String, Cookie> cookies() {
            return answer.cookies();
        }
    }
}
