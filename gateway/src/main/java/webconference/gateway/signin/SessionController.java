package webconference.gateway.signin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is signed in.
@RestController
class SessionController {

    record SessionView(String id, String name, String locale) {
        static SessionView of(ClaimAccessor claims) {
            var id = Objects.requireNonNull(claims.getClaimAsString("sub"));
            return new SessionView(
                    id,
                    either(claims.getClaimAsString("name"), id),
                    either(claims.getClaimAsString("locale"), "fr"));
        }

        private static String either(@Nullable String given, String otherwise) {
            return given == null ? otherwise : given;
        }
    }

    @GetMapping("/session")
    SessionView session(@AuthenticationPrincipal ClaimAccessor claims) {
        return SessionView.of(claims);
    }
}
