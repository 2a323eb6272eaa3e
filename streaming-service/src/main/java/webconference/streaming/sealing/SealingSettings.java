package webconference.streaming.sealing;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// @param privateKeys a JWK set with the private keys that sealed stream keys are opened with: the
///   present one and those before it
@Validated
@ConfigurationProperties("stream")
record SealingSettings(@NotBlank String privateKeys) {
    @Override
    public String toString() {
        return "SealingSettings[]"; // configuration gets logged
    }
}
