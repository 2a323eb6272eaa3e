package webconference.streaming.rtmp;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where a stream may go. Nowhere, unless somebody says so.
///
/// @param allowedHosts a `host`, meaning all its ports, or a `host:port`
/// @param allowPrivateHosts hosts that may have an address inside our own network
@Validated
@ConfigurationProperties("stream")
record TargetProperties(
        @DefaultValue @NotNull List<String> allowedHosts,
        @DefaultValue @NotNull List<String> allowPrivateHosts) {}
