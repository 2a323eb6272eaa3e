package webconference.room.web;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;

/// Nobody comes in without a token of the identity provider, however they reach this service, but
/// to the door of a room whose public link they have. There is no cookie, so there is nothing for
/// another site to misuse.
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    /// What stays unsaid where an administrator reads our settings.
    @Bean
    SanitizingFunction secrets() {
        return SanitizingFunction.sanitizeValue()
                .ifLikelyCredential()
                .ifValueStringMatches("[a-z+]+://[^/]*@.*");
    }

    /// A span and a timer for each filter of each request would cost more than they tell.
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain requests(HttpSecurity http) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/actuator/health/**",
                                        "/actuator/prometheus",
                                        "/v3/api-docs",
                                        "/v3/api-docs/**",
                                        "/v3/api-docs.yaml")
                                .permitAll()
                                .requestMatchers("/actuator/configprops/**")
                                .hasRole("ADMIN")
                                // A guest's link speaks for itself.
                                .requestMatchers("/api/v1/guests/**")
                                .permitAll()
                                .requestMatchers("/api/**", "/error")
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
