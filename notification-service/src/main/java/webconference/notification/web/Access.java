package webconference.notification.web;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;

/// Probes and the description of the API are open; everything else needs a person's token, and
/// there is nothing else yet.
@Configuration(proxyBeanMethods = false)
class Access {

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
    SecurityFilterChain people(HttpSecurity http) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(
                                        "/actuator/health/**",
                                        "/actuator/prometheus",
                                        "/v3/api-docs/**",
                                        "/v3/api-docs.yaml")
                                .permitAll()
                                .requestMatchers("/actuator/configprops/**")
                                .hasRole("ADMIN")
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
