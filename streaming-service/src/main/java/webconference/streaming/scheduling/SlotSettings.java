package webconference.streaming.scheduling;

import jakarta.validation.constraints.Min;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much this instance works, and when the night begins.
///
/// @param slots how many streams this instance works on at the same time; none: it only decides
/// @param nightlyAt when all streams are stopped
/// @param nightlyZone whose hour that is
@Validated
@ConfigurationProperties("stream")
record SlotSettings(
        @DefaultValue("4") @Min(0) int slots,
        @DefaultValue("02:00") LocalTime nightlyAt,
        @DefaultValue("Europe/Paris") ZoneId nightlyZone) {}
