package webconference.local.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
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
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/// The provider: one client, the portal; people of the directory, all with the same password.
@SpringBootApplication(proxyBeanMethods = false)
class SignInApplication {

    private static final Duration ACCESS_TOKEN_LIVES = Duration.ofMinutes(5);
    private static final Duration REFRESH_TOKEN_LIVES = Duration.ofHours(12);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    People people() {
        return new People();
    }

    @Bean
    @Order(1)
    SecurityFilterChain provider(HttpSecurity http) {
        http.oauth2AuthorizationServer(
                        server -> {
                            http.securityMatcher(server.getEndpointsMatcher());
                            server.oidc(Customizer.withDefaults());
                        })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(failures ->
                        failures.defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/sign-in"),
                                new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SignInProperties properties) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers("/sign-in", "/sign-in.css", "/dev/**", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/dev/**"))
                .formLogin(form -> form.loginPage("/sign-in").failureUrl("/sign-in?error"))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy ->
                                policy.policyDirectives(
                                        "default-src 'none'; style-src 'self'; img-src"
                                                + " 'self'; base-uri 'none'; form-action"
                                                + " 'self' "
                                                + properties.portal())))
                .build();
    }

    @Bean
    UserDetailsService accounts(People people) {
        return new InMemoryUserDetailsManager(
                people.all().stream()
                        .map(person ->
                                User.withUsername(person.id())
                                        .password("{noop}demo")
                                        .roles("USER")
                                        .build())
                        .toList());
    }

    @Bean
    RegisteredClientRepository clients(SignInProperties properties) {
        var portal =
                RegisteredClient.withId("portal")
                        .clientId("portal")
                        .clientSecret("{noop}" + properties.clientSecret())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                        .redirectUri(properties.portal() + "/login/oauth2/code/portal")
                        .postLogoutRedirectUri(properties.portal() + "/")
                        .scope(OidcScopes.OPENID)
                        .scope(OidcScopes.PROFILE)
                        .scope(OidcScopes.EMAIL)
                        .clientSettings(
                                ClientSettings.builder()
                                        .requireProofKey(true)
                                        .requireAuthorizationConsent(false)
                                        .build())
                        .tokenSettings(
                                TokenSettings.builder()
                                        .accessTokenTimeToLive(ACCESS_TOKEN_LIVES)
                                        .refreshTokenTimeToLive(REFRESH_TOKEN_LIVES)
                                        .reuseRefreshTokens(false)
                                        .build())
                        .build();
        return new InMemoryRegisteredClientRepository(portal);
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(SignInProperties properties) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.keptIn(properties.keyFile())));
    }

    @Bean
    AuthorizationServerSettings providerSettings(SignInProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer()).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(People people) {
        return token -> {
            Authentication principal = token.getPrincipal();
            if (principal != null) {
                people.find(principal.getName())
                        .ifPresent(person -> PersonClaims.of(person).addTo(token.getClaims()));
            }
        };
    }
}
