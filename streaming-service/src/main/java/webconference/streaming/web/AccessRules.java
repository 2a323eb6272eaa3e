package webconference.streaming.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;

/// Who may ask what: people with an access token ask the API, and those who may set a broadcast try
/// targets; the platform asks for health, figures and the API's description.
@Configuration(proxyBeanMethods = false)
class AccessRules {

    private final Set<String> mayStream;

    /// @param mayStream values of the token's `profile`
    AccessRules(@Value("${rights.stream}") Set<String> mayStream) {
        this.mayStream = mayStream;
    }

    /// What stays unsaid where an administrator reads our settings.
    @Bean
    SanitizingFunction secrets() {
        return SanitizingFunction.sanitizeValue()
                .ifLikelyCredential()
                .ifKeyEndsWith("privateKeys")
                .ifValueStringMatches("[a-z+]+://[^/]*@.*");
    }

    /// A span and a timer for each filter of each request would cost more than they tell.
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/actuator/configprops/**")
                                .hasRole("ADMIN")
                                .requestMatchers(
                                        "/actuator/health/**",
                                        "/actuator/prometheus",
                                        "/v3/api-docs/**")
                                .permitAll()
                                .requestMatchers("/api/v1/streams/target-checks")
                                .access((who, _) -> mayStream(who.get()))
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .csrf(AbstractHttpConfigurer::disable) // no cookie is looked at
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private AuthorizationDecision mayStream(@Nullable Authentication who) {
        var profile =
                who instanceof JwtAuthenticationToken token
                        ? token.getToken().getClaimAsString("profile")
                        : null;
        return new AuthorizationDecision(profile != null && mayStream.contains(profile));
    }
}
