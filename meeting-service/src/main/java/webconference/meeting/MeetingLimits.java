package webconference.meeting;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What holds for every meeting that starts from now on.
///
/// @param places how many people may be in one; who moderates gets in beyond; 0: as many as come
@Validated
@ConfigurationProperties("meeting")
record MeetingLimits(@DefaultValue("0") @Min(0) int places) {}
