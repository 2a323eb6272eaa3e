package webconference.gateway.routes;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The services behind the gateway.
///
/// @param connectWithin how long a connection may take
/// @param answerWithin how long a service may take to begin its answer; streams of events excepted
/// @param restAfterFailures how long a service that keeps failing is left alone
@Validated
@ConfigurationProperties("routes")
record Services(
        @NotNull URI rooms,
        @NotNull URI meetings,
        @NotNull URI streams,
        @NotNull URI notifications,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("5s") Duration answerWithin,
        @DefaultValue("5s") Duration restAfterFailures) {}
