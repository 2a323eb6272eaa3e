package webconference.gateway.routes;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
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

    private final CircuitBreakerFactory<?, ?> breakers;
    private final ProblemResponse problems;

    Availability(CircuitBreakerFactory<?, ?> breakers, ProblemResponse problems) {
        this.breakers = breakers;
        this.problems = problems;
    }

    /// @param service whose breaker it is
    HandlerFilterFunction<ServerResponse, ServerResponse> guarded(String service) {
        return (request, next) ->
                breakers.create(service)
                        .run(
                                () -> {
                                    try {
                                        return next.handle(request);
                                    } catch (RuntimeException e) {
                                        throw e;
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                failure -> instead(service, failure));
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

    static boolean isOutage(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof CallNotPermittedException
                || failure instanceof ResourceAccessException
                || failure instanceof UncheckedIOException;
    }

    private ServerResponse instead(String service, @Nullable Throwable failure) {
        if (failure == null || !isOutage(failure)) {
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        }
        log.warn("{} does not answer: {}", service, failure.toString());
        return problems.of(Problem.UNAVAILABLE);
    }
}
