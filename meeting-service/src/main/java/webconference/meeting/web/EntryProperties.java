package webconference.meeting.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Who is let in.
///
/// @param portalUrl where who is not let in is sent back to
/// @param passSecret room-service signs entry passes with it
/// @param accessSecret streaming-service signs its requests with it
@Validated
@ConfigurationProperties("entry")
record EntryProperties(
        @NotNull URI portalUrl,
        @NotNull @Size(min = 32) String passSecret,
        @NotNull @Size(min = 32) String accessSecret) {

    @Override
    public String toString() {
        return "EntryProperties[" + portalUrl + "]";
    }
}
