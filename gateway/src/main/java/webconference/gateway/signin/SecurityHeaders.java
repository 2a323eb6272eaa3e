package webconference.gateway.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;
import webconference.gateway.Portal;

/// What every answer tells the browser not to do. A service that says something stricter of one of
/// these is left alone.
@Component
class SecurityHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

    // The hash is the one inline style of the portal's component library.
    private static final List<String> POLICY =
            List.of(
                    "default-src 'self'",
                    "base-uri 'none'",
                    "object-src 'none'",
                    "img-src 'self' data:",
                    "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
                    "script-src 'self'",
                    "connect-src 'self'");

    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";
    private static final String HSTS = "max-age=" + Duration.ofDays(365).toSeconds();

    private final String policy;
    private final boolean framed;
    private final boolean secure;

    SecurityHeaders(Portal portal, SignInProperties signIn) {
        // Signing out is a form that ends at the identity provider; browsers check that step too.
        var forms =
                Stream.concat(
                        Stream.of("'self'", Portal.originOf(signIn.issuer())),
                        portal.formTargets().stream());
        this.framed = !portal.frameAncestors().isEmpty();
        this.policy =
                String.join("; ", POLICY)
                        + "; form-action "
                        + String.join(" ", forms.distinct().toList())
                        + "; frame-ancestors "
                        + (framed ? String.join(" ", portal.frameAncestors()) : "'none'");
        this.secure = portal.isSecure();
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(c -> c.policyDirectives(policy))
                .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(p -> p.policy(PERMISSIONS))
                .httpStrictTransportSecurity(h ->
                        h.includeSubDomains(false)
                                .maxAgeInSeconds(Duration.ofDays(365).toSeconds())
                                // Behind a proxy no request says that it came encrypted.
                                .requestMatcher(_ -> secure));
        if (framed) { // which the older header cannot say
            headers.frameOptions(FrameOptionsConfig::disable);
        }
    }

    /// The same, for an answer that no entrance sees.
    void writeTo(HttpServletResponse answer) {
        answer.setHeader("Content-Security-Policy", policy);
        answer.setHeader("Referrer-Policy", ReferrerPolicy.SAME_ORIGIN.getPolicy());
        answer.setHeader("Permissions-Policy", PERMISSIONS);
        answer.setHeader("X-Content-Type-Options", "nosniff");
        if (!framed) {
            answer.setHeader("X-Frame-Options", "DENY");
        }
        if (secure) {
            answer.setHeader("Strict-Transport-Security", HSTS);
        }
    }
}
