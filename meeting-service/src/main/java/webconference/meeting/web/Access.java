package webconference.meeting.web;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who may call what. Nothing here has a session or a cookie, so nothing can be forged across
/// sites.
@Configuration(proxyBeanMethods = false)
class Access {

    /// What stays unsaid where an administrator reads our settings.
    @Bean
    SanitizingFunction secrets() {
        return SanitizingFunction.sanitizeValue()
                .ifLikelyCredential()
                .ifKeyEndsWith("previous")
                .ifValueStringMatches("[a-z+]+://[^/]*@.*");
    }

    /// A span and a timer for each filter of each request would cost more than they tell.
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /// What carries its own proof: a pass, a server's checksum. No filter may touch the body of a
    /// callback before it is checked.
    @Bean
    @Order(1)
    SecurityFilterChain proved(HttpSecurity http) {
        return http.securityMatcher("/api/v1/entry", "/api/v1/bbb/events")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(headers ->
                        headers.referrerPolicy(it -> it.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /// Between services.
    @Bean
    @Order(2)
    SecurityFilterChain internal(
            HttpSecurity http, @Qualifier("accessDecoder") JwtDecoder accessDecoder) {
        return http.securityMatcher("/internal/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(accessDecoder)))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .build();
    }

    /// People, by the identity provider's token, and the platform's own probes.
    @Bean
    @Order(3)
    SecurityFilterChain people(
            HttpSecurity http, @Qualifier("peopleDecoder") JwtDecoder peopleDecoder) {
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
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(peopleDecoder)))
                .csrf(csrf -> csrf.disable())
                .httpBasic(basic -> basic.disable())
                .formLogin(form -> form.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .build();
    }

    @Bean
    JwtDecoder peopleDecoder(IdentityProperties identity) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(identity.jwks().toString()).build();
        decoder.setJwtValidator(
                JwtValidators.createDefaultWithIssuer(identity.issuer().toString()));
        return decoder;
    }
}
