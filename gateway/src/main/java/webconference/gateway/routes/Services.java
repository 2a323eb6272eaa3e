package webconference.gateway.routes;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// The services behind the gateway.
///
/// @param connectWithin how long a connection may take
/// @param answerWithin how long a service may be silent before and within its answer; streams of
///   events excepted
/// @param checkWithin the same for the check of a stream target, which ends by itself after ten
///   seconds
/// @param restAfterFailures how long a service that keeps failing is left alone
/// @param bodyWithin how long a caller may take to send a request's body
/// @param largestBody what a request may bring
/// @param streamsAtMost how many streams of events one instance holds open
/// @param streamsEach how many of them one person may have
/// @param guestStreamsEach how many of them may go to guests behind one address
@Validated
@ConfigurationProperties("routes")
record Services(
        @NotNull URI rooms,
        @NotNull URI meetings,
        @NotNull URI streams,
        @NotNull URI notifications,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("5s") Duration answerWithin,
        @DefaultValue("12s") Duration checkWithin,
        @DefaultValue("5s") Duration restAfterFailures,
        @DefaultValue("5s") Duration bodyWithin,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("4000") int streamsAtMost,
        @DefaultValue("20") int streamsEach,
        @DefaultValue("500") int guestStreamsEach) {}
