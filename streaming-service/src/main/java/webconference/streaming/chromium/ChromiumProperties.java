package webconference.streaming.chromium;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which browser captures, and how good the picture is.
///
/// @param chromium a path, or a name on the search path
/// @param bitrate bits a second of the picture, held whatever it shows
@Validated
@ConfigurationProperties("capture")
record ChromiumProperties(
        @DefaultValue("chromium") @NotBlank String chromium,
        @DefaultValue("2500000") @Min(100_000) @Max(10_000_000) int bitrate) {}
