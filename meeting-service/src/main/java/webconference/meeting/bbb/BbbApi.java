package webconference.meeting.bbb;

import static java.net.http.HttpResponse.BodyHandlers.limiting;
import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import webconference.meeting.MeetingServerFailure;
import webconference.meeting.MeetingServerFailure.Refused;
import webconference.meeting.MeetingServerFailure.Unreachable;
import webconference.meeting.bbb.BbbAnswerReader.Nonsense;

/// Calls to one server: signed, bounded in time and size, and given up at once while it is down. No
/// address of a call leaves this class: each is signed.
class BbbApi {

    private static final Logger log = LoggerFactory.getLogger(BbbApi.class);

    private final BbbProperties.Server server;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final Duration timeout;
    private final URI portal;
    private final MeterRegistry meters;

    BbbApi(
            BbbProperties.Server server,
            HttpClient http,
            CircuitBreaker breaker,
            Duration timeout,
            URI portal,
            MeterRegistry meters) {
        this.server = server;
        this.http = http;
        this.breaker = breaker;
        this.timeout = timeout;
        this.portal = portal;
        this.meters = meters;
    }

    /// An address that a browser may be sent to.
    URI address(String call, Query query) {
        return query.signed(server.api(), call, server.algorithm(), server.secret());
    }

    BbbAnswer call(String call, Query query, long limit) {
        return call(call, query, limit, timeout, Map.of());
    }

    /// @param front what is said to who stands before the server, if somebody does
    /// @throws Unreachable if there was no answer, or none that makes sense
    BbbAnswer call(
            String call, Query query, long limit, Duration within, Map<String, String> front) {
        var shortest = within.compareTo(timeout) < 0 ? within : timeout;
        return timed(
                call,
                () -> {
                    try {
                        return breaker.executeSupplier(
                                () -> ask(call, address(call, query), limit, shortest, front));
                    } catch (CallNotPermittedException _) {
                        throw new Unreachable(
                                server.called() + ": " + call + ": has been failing", null);
                    }
                });
    }

    /// Calls the callbacks' own application, which may be missing where the rest is well.
    BbbAnswer callHooks(String call, Query query, long limit) {
        var address = query.signed(server.api(), call, server.hooks(), server.secret());
        return timed(call, () -> ask(call, address, limit, timeout, Map.of()));
    }

    private interface Call {
        BbbAnswer answer();
    }

    private BbbAnswer timed(String name, Call call) {
        var timer = Timer.start(meters);
        var result = "unreachable";
        try {
            var answer = call.answer();
            result = answer.isSuccess() ? "ok" : "refused";
            return answer;
        } finally {
            timer.stop(
                    meters.timer(
                            "bbb.call", "server", server.called(), "call", name, "result", result));
        }
    }

    private BbbAnswer ask(
            String call, URI address, long limit, Duration within, Map<String, String> front) {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(within)
                        .header("Accept", "text/xml, application/xml")
                        .GET();
        if (server.front()) {
            request.header("Client-Server", portal.toString());
            front.forEach(request::header);
        }
        // The request's own timeout ends with the answer's first line; the body may take as long
        // as it likes. This one covers all of it.
        var sent = http.sendAsync(request.build(), limiting(ofByteArray(), limit));
        try {
            return read(call, sent.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            sent.cancel(true);
            throw unreachable(call, "no answer within " + within.toMillis() + " ms");
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw unreachable(call, cause.getClass().getSimpleName());
        } catch (InterruptedException _) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(call, "interrupted");
        }
    }

    private BbbAnswer read(String call, HttpResponse<byte[]> response) {
        try {
            // Some load balancers refuse with an answer and a status that is an error.
            var answer = BbbAnswerReader.read(response.body());
            if (answer.key().equals("checksumError")) {
                log.error("{} refuses our checksum: is its secret right?", server.called());
            }
            return answer;
        } catch (Nonsense e) {
            throw unreachable(
                    call, "status " + response.statusCode() + ", no answer: " + e.getMessage());
        }
    }

    private Unreachable unreachable(String call, String why) {
        return new Unreachable(server.called() + ": " + call + ": " + why, null);
    }

    MeetingServerFailure refused(String call, BbbAnswer answer) {
        return new Refused(server.called() + ": " + call + ": " + answer.key());
    }
}
