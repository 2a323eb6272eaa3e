package webconference.gateway.routes;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.ClientProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import webconference.gateway.Problem;

/// What happens when a service does not answer: the caller is told within seconds, and a service
/// that keeps failing is left alone for a moment. What a service answers, errors included, passes.
@Component
class Availability {

    private static final Logger log = LoggerFactory.getLogger(Availability.class);

    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final CircuitBreakerConfig config;
    private final ProblemResponse problems;

    Availability(Services services, ProblemResponse problems) {
        this.config =
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(services.restAfterFailures())
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .maxWaitDurationInHalfOpenState(services.checkWithin())
                        .recordException(Availability::isOutage)
                        .build();
        this.problems = problems;
    }

    /// @param service whose breaker it is
    HandlerFilterFunction<ServerResponse, ServerResponse> guarded(String service) {
        var breaker = breakers.computeIfAbsent(service, name -> CircuitBreaker.of(name, config));
        return (request, next) -> {
            try {
                return breaker.executeCallable(() -> next.handle(request));
            } catch (CallNotPermittedException | ResourceAccessException e) {
                return instead(service, e);
            }
        };
    }

    /// For answers without end: neither a limit nor a breaker, only words.
    HandlerFilterFunction<ServerResponse, ServerResponse> explained(String service) {
        return (request, next) -> {
            try {
                return next.handle(request);
            } catch (ResourceAccessException e) {
                return instead(service, e);
            }
        };
    }

    /// A request that our own client refuses to send is the caller's doing.
    private static boolean isOutage(Throwable failure) {
        return failure instanceof ResourceAccessException
                && !(failure.getCause() instanceof ClientProtocolException);
    }

    private ServerResponse instead(String service, RuntimeException failure) {
        log.warn("{} does not answer: {}", service, failure.toString());
        return problems.of(Problem.UNAVAILABLE);
    }
}
