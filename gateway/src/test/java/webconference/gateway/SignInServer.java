package webconference.gateway;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/// An identity provider as real as they come, with people whose password is `demo`. It rotates its
/// refresh tokens, and takes its time for each.
final class SignInServer implements AutoCloseable {

    static final Duration ACCESS_TOKEN_LASTS = Duration.ofMinutes(5);

    private static final Map<String, String> PEOPLE =
            Map.of("ada", "Ada Diallo", "bruno", "Bruno Petit");

    private final ConfigurableApplicationContext context;

    private SignInServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param portal the one client's address
    static SignInServer startAt(int port, String portal) {
        return new SignInServer(
                new SpringApplicationBuilder(Application.class)
                        .properties(
                                Map.of(
                                        "spring.config.name",
                                        "none",
                                        "spring.main.banner-mode",
                                        "off",
                                        "server.address",
                                        "127.0.0.1",
                                        "server.port",
                                        port,
                                        "server.servlet.session.cookie.name",
                                        "IDP_SESSION",
                                        "spring.threads.virtual.enabled",
                                        true,
                                        "portal",
                                        portal,
                                        "management.otlp.metrics.export.enabled",
                                        false))
                        .run());
    }

    AtomicInteger refreshes() {
        return context.getBean(Refreshes.class).count();
    }

    /// Whether it gives nobody a next token, as in trouble or stopped for repairs.
    void isAway(boolean away) {
        context.getBean(Refreshes.class).refused().set(away);
    }

    /// Forgets whom it gave a token to, as when an account is closed.
    void forget(String accessToken) {
        var given = context.getBean(OAuth2AuthorizationService.class);
        given.remove(requireNonNull(given.findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN)));
    }

    String accessTokenOf(String person, String issuer) {
        return accessToken(person, issuer, Instant.now(), 600);
    }

    String accessToken(String person, Instant from, long seconds) {
        return accessToken(person, "http://127.0.0.1:" + port(), from, seconds);
    }

    private String accessToken(String person, String issuer, Instant from, long seconds) {
        var encoder = new NimbusJwtEncoder(keys());
        var claims =
                JwtClaimsSet.builder()
                        .issuer(issuer)
                        .subject(person)
                        .issuedAt(from)
                        .notBefore(from)
                        .expiresAt(from.plusSeconds(seconds))
                        .claim("name", nameOf(person))
                        .build();
        return encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
    }

    private static String subjectOf(JwtEncodingContext token) {
        Authentication person = requireNonNull(token.getPrincipal());
        return person.getName();
    }

    private static String nameOf(String person) {
        return requireNonNull(PEOPLE.get(person));
    }

    @SuppressWarnings("unchecked")
    private JWKSource<SecurityContext> keys() {
        return context.getBean(JWKSource.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /// Tampers with the identity tokens it gives from now on; what it did before is left alone.
    void spoil(Consumer<JwtEncodingContext> how) {
        context.getBean(Spoiling.class).how().set(how);
    }

    void beHonest() {
        spoil(_ -> {});
    }

    /// What tells the portal that a sign-in is over.
    ///
    /// @param different claims that replace the right ones; an empty one leaves it out
    String logoutToken(String person, @Nullable String session, Map<String, Object> different) {
        var claims =
                JwtClaimsSet.builder()
                        .issuer("http://127.0.0.1:" + port())
                        .audience(List.of("portal"))
                        .issuedAt(Instant.now())
                        .expiresAt(Instant.now().plusSeconds(120))
                        .id(UUID.randomUUID().toString())
                        .claim(
                                "events",
                                Map.of(
                                        "http://schemas.openid.net/event/backchannel-logout",
                                        Map.of()));
        if (session == null) {
            claims.subject(person);
        } else {
            claims.claim("sid", session);
        }
        different.forEach((name, value) ->
                claims.claims(all -> {
                    if (value.equals("")) {
                        all.remove(name);
                    } else {
                        all.put(name, value);
                    }
                }));
        return new NimbusJwtEncoder(keys())
                .encode(
                        JwtEncoderParameters.from(
                                JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build(),
                                claims.build()))
                .getTokenValue();
    }

    private int port() {
        return context.getEnvironment().getRequiredProperty("server.port", Integer.class);
    }

    record Refreshes(AtomicInteger count, AtomicBoolean refused) {}

    record Spoiling(AtomicReference<Consumer<JwtEncodingContext>> how) {}

    // Not a @Configuration: the gateway's own scan of this package must not find it.
    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                OAuth2AuthorizationServerAutoConfiguration.class
            })
    static class Application {

        @Bean
        Refreshes refreshes() {
            return new Refreshes(new AtomicInteger(), new AtomicBoolean());
        }

        @Bean
        FilterRegistrationBean<Filter> slowRefreshes(Refreshes refreshes) {
            var filter =
                    new FilterRegistrationBean<Filter>((request, response, chain) -> {
                        if (request instanceof HttpServletRequest http
                                && http.getRequestURI().equals("/oauth2/token")
                                && "refresh_token".equals(http.getParameter("grant_type"))) {
                            refreshes.count().incrementAndGet();
                            awaitOthers();
                            if (refreshes.refused().get()) {
                                ((HttpServletResponse) response).sendError(503);
                                return;
                            }
                        }
                        chain.doFilter(request, response);
                    });
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }

        /// Long enough for calls that began together to find the token still over.
        private static void awaitOthers() {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) {
            http.oauth2AuthorizationServer(
                            server -> {
                                http.securityMatcher(server.getEndpointsMatcher());
                                server.oidc(Customizer.withDefaults());
                            })
                    .authorizeHttpRequests(r -> r.anyRequest().authenticated())
                    .exceptionHandling(e ->
                            e.authenticationEntryPoint(
                                    new LoginUrlAuthenticationEntryPoint("/login")));
            return http.build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) {
            return http.authorizeHttpRequests(r -> r.anyRequest().authenticated())
                    .csrf(c -> c.disable())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    PEOPLE.keySet().stream()
                            .map(login ->
                                    User.withUsername(login)
                                            .password("{noop}demo")
                                            .roles("PERSON")
                                            .build())
                            .toList());
        }

        @Bean
        OAuth2AuthorizationService given() {
            return new InMemoryOAuth2AuthorizationService();
        }

        @Bean
        RegisteredClientRepository clients(Environment environment) {
            var portal = environment.getRequiredProperty("portal");
            return new InMemoryRegisteredClientRepository(
                    RegisteredClient.withId("portal")
                            .clientId("portal")
                            .clientSecret("{noop}secret")
                            .clientAuthenticationMethod(
                                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                            .redirectUri(portal + "/login/oauth2/code/portal")
                            .postLogoutRedirectUri(portal + "/")
                            .scopes(s -> s.addAll(List.of("openid", "profile", "email")))
                            .clientSettings(
                                    ClientSettings.builder()
                                            .requireProofKey(true)
                                            .requireAuthorizationConsent(false)
                                            .build())
                            .tokenSettings(
                                    TokenSettings.builder()
                                            .accessTokenTimeToLive(ACCESS_TOKEN_LASTS)
                                            .refreshTokenTimeToLive(Duration.ofHours(10))
                                            .reuseRefreshTokens(false)
                                            .build())
                            .build());
        }

        @Bean
        JWKSource<SecurityContext> signingKeys() throws JOSEException {
            return new ImmutableJWKSet<>(
                    new JWKSet(
                            new RSAKeyGenerator(2048)
                                    .keyID(UUID.randomUUID().toString())
                                    .keyUse(KeyUse.SIGNATURE)
                                    .generate()));
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        Spoiling spoiling() {
            return new Spoiling(new AtomicReference<>(_ -> {}));
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> names(Spoiling spoiling) {
            return token -> {
                token.getClaims().claim("name", nameOf(subjectOf(token))).claim("locale", "fr");
                if (token.getTokenType().getValue().equals("id_token")) {
                    spoiling.how().get().accept(token);
                }
            };
        }
    }
}
