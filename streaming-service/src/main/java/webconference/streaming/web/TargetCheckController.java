package webconference.streaming.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import webconference.streaming.TargetCheck;

/// « Tester la connexion ».
@RestController
class TargetCheckController {

    private final TargetCheck targets;

    TargetCheckController(TargetCheck targets) {
        this.targets = targets;
    }

    /// @param url without the key, which is nobody's business here
    record TargetBody(@NotNull URI url) {}

    record TargetReachView(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TargetCheck.Reach reach) {}

    @PostMapping("/api/v1/streams/target-checks")
    @Operation(
            operationId = "checkTarget",
            summary = "Connect to an address within ten seconds, and publish nothing")
    TargetReachView check(@Valid @RequestBody TargetBody body) {
        return new TargetReachView(targets.reach(body.url()));
    }
}
