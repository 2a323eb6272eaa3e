package webconference.streaming;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When streams stop by themselves, and how they hold on to their target.
///
/// @param noModeratorAfter how long a stream goes on without any moderator
/// @param admissionWithin how long Live waits to be admitted
/// @param pauseAtMost how long a pause may last
/// @param endedKept how long an ended run is kept
/// @param liveAfter how long a publication must stand, and grow, to be called live
/// @param frameRate pictures per second
/// @param reconnecting what is tried when the target is not reached, or lost
@Validated
@ConfigurationProperties("stream")
public record StreamSettings(
        @DefaultValue("PT2M") Duration noModeratorAfter,
        @DefaultValue("PT10M") Duration admissionWithin,
        @DefaultValue("PT2H") Duration pauseAtMost,
        @DefaultValue("P90D") @DurationMin(days = 1) Duration endedKept,
        @DefaultValue("PT2S") Duration liveAfter,
        @DefaultValue("15") @Min(1) @Max(30) int frameRate,
        @DefaultValue Reconnecting reconnecting) {

    /// @param first the waits before the tries that follow a first one that failed
    /// @param again the waits before the tries that follow a loss; PeerTube needs 4 s to let go
    /// @param refusedAgain the wait after a first refusal of the key
    /// @param early a publication that is cut before has been refused: the key is looked up late
    /// @param stable a publication that stood so long starts the counting anew
    /// @param firstWithin how long the first connection may take, all tries together
    /// @param refusedFor how long after a loss a refusal may still be the target's old session
    /// @param silence how long the target may acknowledge nothing while it is sent to
    /// @param pauseWithin how long the capture may take to show the pause picture before nothing
    ///   goes out at all
    /// @param captureAgain the wait before a capture that broke is opened anew
    public record Reconnecting(
            @DefaultValue({"1s", "2s", "4s", "8s", "15s"}) @NotEmpty List<Duration> first,
            @DefaultValue({"4s", "8s", "15s", "30s", "30s"}) @NotEmpty List<Duration> again,
            @DefaultValue("5s") Duration refusedAgain,
            @DefaultValue("5s") Duration early,
            @DefaultValue("10s") Duration stable,
            @DefaultValue("55s") Duration firstWithin,
            @DefaultValue("35s") Duration refusedFor,
            @DefaultValue("15s") Duration silence,
            @DefaultValue("1s") Duration pauseWithin,
            @DefaultValue("1s") Duration captureAgain) {}
}
