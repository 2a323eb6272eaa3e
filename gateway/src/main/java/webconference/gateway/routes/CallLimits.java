package webconference.gateway.routes;

import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.custom;

import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How long a service may take to begin its answer, and how often it may fail before it is left
/// alone for a moment.
@Configuration(proxyBeanMethods = false)
class CallLimits {

    /// Calls of streaming-service that take longer, by the breaker they have of their own; its
    /// limit is in application.yaml, where the other one is.
    static final String TARGET_CHECKS = "target-checks";

    /// A thread each, with the trace and the log's ids of the one that asks.
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService callThreads() {
        return ContextExecutorService.wrap(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory()),
                () -> ContextSnapshotFactory.builder().build().captureAll());
    }

    @Bean
    Customizer<Resilience4JCircuitBreakerFactory> limits(
            Services services, ExecutorService callThreads) {
        return factory -> {
            factory.configureExecutorService(callThreads);
            factory.configureDefault(id ->
                    new Resilience4JConfigBuilder(id)
                            .timeLimiterConfig(
                                    TimeLimiterConfig.custom()
                                            .timeoutDuration(services.answerWithin())
                                            .build())
                            .circuitBreakerConfig(
                                    custom().slidingWindowSize(20)
                                            .minimumNumberOfCalls(10)
                                            .failureRateThreshold(50)
                                            .waitDurationInOpenState(services.restAfterFailures())
                                            .permittedNumberOfCallsInHalfOpenState(3)
                                            .recordException(Availability::isOutage)
                                            .build())
                            .build());
        };
    }
}
