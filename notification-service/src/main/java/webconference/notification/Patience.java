package webconference.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long we keep trying to hand a copy over: five more times over half an hour.
///
/// @param pauses what to wait after the first, the second … try in vain; after the last it is given
///   up
@ConfigurationProperties("patience")
public record Patience(@DefaultValue({"1m", "2m", "4m", "8m", "15m"}) List<Duration> pauses) {

    /// @param tries how often it was tried, at least once
    Optional<Duration> pauseAfter(int tries) {
        return tries <= pauses.size() ? Optional.of(pauses.get(tries - 1)) : Optional.empty();
    }
}
