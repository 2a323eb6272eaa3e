package webconference.meeting.scheduling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How often servers are looked after.
///
/// @param every the time between two questions to a server what it has
/// @param whileIll the same while it does not answer well
/// @param subscribe the time between two requests for its callbacks, which it may forget
/// @param lostAfter how long a server may be away before its meetings are given up, if another
///   server can take new ones
/// @param keep how long meetings that are over are remembered
@ConfigurationProperties("rounds")
record RoundsProperties(
        @DefaultValue("10s") Duration every,
        @DefaultValue("4s") Duration whileIll,
        @DefaultValue("5m") Duration subscribe,
        @DefaultValue("15s") Duration lostAfter,
        @DefaultValue("30d") Duration keep) {}
