package webconference.meeting.bbb;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import webconference.meeting.bbb.CallbackProof.Claim;
import webconference.meeting.bbb.Callbacks.Outcome;

/// Where BigBlueButton servers call when something happens. Anybody can reach it; only who proves
/// to know a server's secret is believed. The body is read as it was sent, before anything decodes
/// it.
@RestController
@Tag(name = "BigBlueButton")
class BbbWebhook {

    private static final Logger log = LoggerFactory.getLogger(BbbWebhook.class);
    private static final int LONGEST = 1_048_576;

    private final CallbackProof proof;
    private final Callbacks callbacks;
    private final MeterRegistry meters;

    BbbWebhook(CallbackProof proof, Callbacks callbacks, MeterRegistry meters) {
        this.proof = proof;
        this.callbacks = callbacks;
        this.meters = meters;
    }

    @PostMapping("/api/v1/bbb/events")
    @Operation(summary = "A server tells what happened in its meetings")
    @ApiResponse(responseCode = "204", description = "It has taken effect, or needs none")
    @ApiResponse(responseCode = "401", description = "It does not prove where it comes from")
    @ApiResponse(responseCode = "413", description = "It is too long")
    ResponseEntity<Void> receive(@Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        var claim = new Claim(body, checksum(request), request.getHeader("Authorization"));
        var outcome = outcome(claim);
        meters.counter("bbb.callback", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        return switch (outcome) {
            case TAKEN, REPEATED, UNUSED, FOREIGN -> ResponseEntity.noContent().build();
            case STALE, FORGED -> {
                log.warn("Callback refused: {}", outcome);
                yield ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
            }
        };
    }

    private Outcome outcome(Claim claim) {
        var origins = proof.origins(claim);
        return origins.isEmpty() ? Outcome.FORGED : callbacks.take(origins, claim.body());
    }

    /// Read from the query itself: asking the request for a parameter would consume the body.
    private static @Nullable String checksum(HttpServletRequest request) {
        for (var pair : Optional.ofNullable(request.getQueryString()).orElse("").split("&", -1)) {
            if (pair.startsWith("checksum=")) {
                return pair.substring("checksum=".length());
            }
        }
        return null;
    }
}
