package webconference.streaming.ffmpeg;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which ffmpeg encodes the sound.
///
/// @param ffmpeg a path, or a name on the search path
@Validated
@ConfigurationProperties("capture")
record FfmpegProperties(@DefaultValue("ffmpeg") @NotBlank String ffmpeg) {}
