package webconference.streaming.meeting;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How to reach meeting-service.
///
/// @param url its root
/// @param accessSecret signs our calls; both services know it
/// @param answerWithin how long one call may take
/// @param linkWithin how long a link for Live is asked for before the run fails
@Validated
@ConfigurationProperties("meeting")
record MeetingSettings(
        @NotNull URI url,
        @NotNull @Size(min = 32) String accessSecret,
        @DefaultValue("2s") Duration answerWithin,
        @DefaultValue("30s") Duration linkWithin) {
    @Override
    public String toString() {
        return "MeetingSettings[" + url + "]"; // configuration gets logged
    }
}
