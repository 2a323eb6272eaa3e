package webconference.gateway.signin;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import webconference.gateway.AccessTokens.SignInNeeded;
import webconference.gateway.AccessTokens.SignInUnavailable;
import webconference.gateway.Portal;

/// The identity provider people sign in at. It is asked who it is when it is first needed, so that
/// the gateway starts, and serves whoever is signed in already, while it is away.
@Component
class IdentityProvider
        implements ClientRegistrationRepository,
                OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

    static final String REGISTRATION = "portal";

    private static final Logger log = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final SignInProperties properties;
    private final Portal portal;
    private final RestClient http;
    private final RestClientAuthorizationCodeTokenResponseClient firstTokens;
    private final RestClientRefreshTokenTokenResponseClient nextTokens;
    private volatile @Nullable ClientRegistration known;

    IdentityProvider(SignInProperties properties, Portal portal) {
        this.properties = properties;
        this.portal = portal;
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build());
        requests.setReadTimeout(properties.timeout());
        this.http = RestClient.builder().requestFactory(requests).build();
        var tokens =
                RestClient.builder()
                        .requestFactory(requests)
                        .configureMessageConverters(c -> {
                            c.addCustomConverter(new FormHttpMessageConverter());
                            c.addCustomConverter(
                                    new OAuth2AccessTokenResponseHttpMessageConverter());
                        })
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build();
        this.firstTokens = new RestClientAuthorizationCodeTokenResponseClient();
        firstTokens.setRestClient(tokens);
        this.nextTokens = new RestClientRefreshTokenTokenResponseClient();
        nextTokens.setRestClient(tokens);
    }

    /// @throws SignInUnavailable if the provider was never reached and does not answer now either
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return REGISTRATION.equals(id) ? registration() : null;
    }

    @Override
    public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest code) {
        return firstTokens.getTokenResponse(code);
    }

    /// The tokens that follow these ones. Asking twice with the same ones may end the sign-in: a
    /// refresh token works once.
    ///
    /// @throws SignInNeeded if the provider wants to see the person again
    /// @throws SignInUnavailable if it does not answer
    Tokens next(Tokens tokens) {
        var refresh = tokens.refresh();
        if (refresh == null) {
            throw new SignInNeeded("the access token is over and there is no refresh token");
        }
        try {
            return Tokens.of(
                    nextTokens.getTokenResponse(
                            new OAuth2RefreshTokenGrantRequest(
                                    registration(), tokens.access(), refresh)));
        } catch (OAuth2AuthorizationException e) {
            if (OAuth2ErrorCodes.INVALID_GRANT.equals(e.getError().getErrorCode())) {
                throw new SignInNeeded("the provider does not take the refresh token any more");
            }
            throw new SignInUnavailable("no next access token: " + e.getError(), e);
        } catch (RestClientException e) {
            throw new SignInUnavailable("no next access token", e);
        }
    }

    private ClientRegistration registration() {
        var here = known;
        return here == null ? discover() : here;
    }

    private ClientRegistration discover() {
        try {
            var described =
                    http.get()
                            .uri(properties.issuer() + "/.well-known/openid-configuration")
                            .retrieve()
                            .body(new ParameterizedTypeReference<Map<String, Object>>() {});
            if (described == null) {
                throw new IllegalArgumentException("it describes itself with nothing");
            }
            var found =
                    ClientRegistrations.fromOidcConfiguration(described)
                            .registrationId(REGISTRATION)
                            .clientId(properties.clientId())
                            .clientSecret(properties.clientSecret())
                            .scope("openid", "profile", "email")
                            .redirectUri(portal.at("/login/oauth2/code/" + REGISTRATION))
                            .build();
            if (!properties.issuer().toString().equals(found.getProviderDetails().getIssuerUri())) {
                throw new IllegalArgumentException(
                        "it calls itself " + found.getProviderDetails().getIssuerUri());
            }
            known = found;
            return found;
        } catch (RestClientException | IllegalArgumentException e) {
            throw new SignInUnavailable(
                    "The identity provider " + properties.issuer() + " cannot be used", e);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void introduce() {
        Thread.ofVirtual()
                .name("identity-provider")
                .start(() -> {
                    try {
                        registration();
                        log.info("People sign in at {}", properties.issuer());
                    } catch (SignInUnavailable e) {
                        log.warn(
                                "Nobody can sign in: {} does not answer as an identity provider"
                                        + " ({}). It is asked again at each sign-in; whoever is"
                                        + " signed in goes on.",
                                properties.issuer(),
                                String.valueOf(e.getCause()));
                    }
                });
    }
}
