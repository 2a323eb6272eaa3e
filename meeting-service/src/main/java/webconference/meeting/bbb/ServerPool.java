package webconference.meeting.bbb;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import webconference.meeting.MeetingServer;
import webconference.meeting.MeetingServerFailure;
import webconference.meeting.MeetingServers;
import webconference.meeting.ServerName;

/// The servers named in the configuration.
@Component
class ServerPool implements MeetingServers {

    private final Map<ServerName, MeetingServer> servers;

    ServerPool(BbbProperties properties, MeterRegistry meters) {
        // Certificates are verified as everywhere; an answer is never followed elsewhere.
        var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(properties.connectTimeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        servers =
                properties.servers().stream()
                        .collect(
                                toUnmodifiableMap(
                                        it -> new ServerName(it.called()),
                                        it -> server(it, http, properties, meters)));
    }

    private static MeetingServer server(
            BbbProperties.Server server,
            HttpClient http,
            BbbProperties properties,
            MeterRegistry meters) {
        var api =
                new BbbApi(
                        server,
                        http,
                        breaker(server.called()),
                        properties.answerTimeout(),
                        properties.portalUrl(),
                        meters);
        return new BigBlueButton(new ServerName(server.called()), api, properties);
    }

    /// Five failures in a row, and the server is left alone for ten seconds.
    private static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(5)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(MeetingServerFailure.Unreachable.class::isInstance)
                        .build());
    }

    @Override
    public Set<ServerName> names() {
        return servers.keySet();
    }

    @Override
    public Optional<MeetingServer> find(ServerName name) {
        return Optional.ofNullable(servers.get(name));
    }
}
