package webconference.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import webconference.gateway.AccessTokens.SignInUnavailable;
import webconference.gateway.Portal;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// Who comes in by which way: anybody to what is public, guests with a link, scripts with a token
/// of their own, and browsers with a session.
@Configuration(proxyBeanMethods = false)
class Entrances {

    private static final Logger log = LoggerFactory.getLogger(Entrances.class);

    private static final Pattern JOIN = Pattern.compile("/api/v1/rooms/([0-9a-fA-F-]{36})/join");
    private static final Pattern JOIN_BY_LINK =
            Pattern.compile("/api/v1/me/public-links/([\\w-]+)/join");

    private final ProblemAnswer answers;
    private final SecurityHeaders headers;

    Entrances(ProblemAnswer answers, SecurityHeaders headers) {
        this.answers = answers;
        this.headers = headers;
    }

    /// Files, health, and the two paths that carry a proof of their own: an entry pass, a checksum.
    /// A span and a timer for each filter of each request would cost more than they tell.
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain anybody(HttpSecurity http) {
        return http.securityMatcher(
                        "/assets/**", "/api/v1/entry", "/api/v1/bbb/events", "/actuator/**")
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .headers(headers)
                .csrf(c -> c.disable())
                .logout(l -> l.disable())
                .requestCache(c -> c.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /// Whoever holds a room's public link: no session, hence nothing to forge but the wish itself,
    /// which comes from a page of ours.
    @Bean
    @Order(2)
    SecurityFilterChain guests(HttpSecurity http, Portal portal) {
        return http.securityMatcher("/api/v1/guests/**")
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .addFilterBefore(new SameOrigin(portal, answers), AuthorizationFilter.class)
                .headers(headers)
                .csrf(c -> c.disable())
                .logout(l -> l.disable())
                .requestCache(c -> c.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /// A token in the request: no session, no cookie, hence nothing to forge.
    @Bean
    @Order(3)
    SecurityFilterChain scripts(HttpSecurity http) {
        return http.securityMatcher(Entrances::carriesToken)
                .authorizeHttpRequests(r -> r.anyRequest().authenticated())
                .oauth2ResourceServer(o ->
                        o.jwt(Customizer.withDefaults())
                                .authenticationEntryPoint((request, response, _) -> {
                                    response.setHeader("WWW-Authenticate", "Bearer");
                                    answers.write(Problem.SIGN_IN_NEEDED, request, response);
                                }))
                .headers(headers)
                .csrf(c -> c.disable())
                .logout(l -> l.disable())
                .requestCache(c -> c.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain browsers(
            HttpSecurity http,
            IdentityProvider provider,
            SignInRequests requests,
            SessionTokens tokens,
            SignOuts signOuts,
            SignInProperties properties,
            Portal portal,
            Clock clock) {
        return http.authorizeHttpRequests(r ->
                        r.requestMatchers("/api/**", "/session")
                                .authenticated()
                                .anyRequest()
                                .permitAll())
                .addFilterBefore(
                        new SessionEnd(properties.atMost(), clock),
                        SecurityContextHolderFilter.class)
                .addFilterBefore(new SameOrigin(portal, answers), CsrfFilter.class)
                .csrf(c ->
                        c.csrfTokenRepository(tokenCookie(portal))
                                .csrfTokenRequestHandler(plainTokenSetAtOnce()))
                .oauth2Login(l ->
                        l.loginPage("/oauth2/authorization/" + IdentityProvider.REGISTRATION)
                                .clientRegistrationRepository(provider)
                                .authorizedClientRepository(tokens)
                                .authorizationEndpoint(a ->
                                        a.authorizationRequestResolver(requests)
                                                .authorizationRequestRepository(requests))
                                .oidcSessionRegistry(signOuts)
                                .successHandler((request, response, person) ->
                                        signedIn(request, response, person, signOuts, clock))
                                .failureHandler(this::signInFailed)
                                .addObjectPostProcessor(beginningFailsInWords()))
                .oidcLogout(l ->
                        l.clientRegistrationRepository(provider)
                                .oidcSessionRegistry(signOuts)
                                .backChannel(Customizer.withDefaults()))
                .logout(l -> l.logoutSuccessHandler(signedOut(provider, portal)))
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(
                                        (request, response, _) -> askToSignIn(request, response))
                                .accessDeniedHandler((request, response, _) ->
                                        answers.write(Problem.REFUSED, request, response)))
                .headers(headers)
                .requestCache(c -> c.disable())
                .build();
    }

    /// An address so odd that it is let in nowhere.
    @Bean
    RequestRejectedHandler odd() {
        return (request, response, _) -> {
            headers.writeTo(response);
            answers.write(Problem.UNREADABLE, request, response);
        };
    }

    private static boolean carriesToken(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    private static CookieCsrfTokenRepository tokenCookie(Portal portal) {
        var cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(c -> c.path("/").sameSite("Lax").secure(portal.isSecure()));
        return cookie;
    }

    /// The portal sends back what it reads in the cookie, in a header or in a form's field. The
    /// token stands in no page, so there is no need to mask it against guessing by compression.
    private static CsrfTokenRequestAttributeHandler plainTokenSetAtOnce() {
        var plain = new CsrfTokenRequestAttributeHandler();
        plain.setCsrfRequestAttributeName(null); // not deferred: the first page sets the cookie
        return plain;
    }

    private static void signedIn(
            HttpServletRequest request,
            HttpServletResponse response,
            Authentication person,
            SignOuts signOuts,
            Clock clock)
            throws IOException {
        var session = request.getSession();
        session.setAttribute(SessionEnd.SIGNED_IN_AT, clock.instant());
        if (person.getPrincipal() instanceof OidcUser user) {
            signOuts.signedIn(session.getId(), user);
        }
        response.sendRedirect(
                request.getAttribute(SignInRequests.RETURN) instanceof String page ? page : "/");
    }

    private void signInFailed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (isSignedIn()) {
            // Another tab was faster; this one's request went with the session that it replaced.
            response.sendRedirect("/");
            return;
        }
        var problem =
                why.getCause() instanceof SignInUnavailable
                        ? Problem.SIGN_IN_UNAVAILABLE
                        : Problem.SIGN_IN_FAILED;
        var code = answers.write(problem, request, response);
        log.warn("A sign-in did not succeed [{}]: {}", code, why.getMessage());
    }

    private static boolean isSignedIn() {
        var here = SecurityContextHolder.getContext().getAuthentication();
        return here != null
                && here.isAuthenticated()
                && !(here instanceof AnonymousAuthenticationToken);
    }

    private ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> beginningFailsInWords() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(Entrances.this::signInFailed);
                return filter;
            }
        };
    }

    /// Ends the provider's session too, if the provider has a way and can be asked.
    private static LogoutSuccessHandler signedOut(IdentityProvider provider, Portal portal) {
        var there = new OidcClientInitiatedLogoutSuccessHandler(provider);
        there.setPostLogoutRedirectUri(portal.at("/"));
        return (HttpServletRequest request,
                HttpServletResponse response,
                @Nullable Authentication person) -> {
            try {
                there.onLogoutSuccess(request, response, person);
            } catch (SignInUnavailable e) {
                log.warn("Signed out here only: {}", e.getMessage());
                response.sendRedirect("/");
            }
        };
    }

    /// « Rejoindre » is a form in a tab of its own: whoever is signed out is led to the room's
    /// page, which signs in and comes back, or to that of the public link. Everything else is told
    /// in words.
    private void askToSignIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var join = JOIN.matcher(request.getRequestURI());
        var link = JOIN_BY_LINK.matcher(request.getRequestURI());
        if (ProblemAnswer.showsPages(request) && join.matches()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/salles/" + join.group(1) + "/rejoindre");
        } else if (ProblemAnswer.showsPages(request) && link.matches()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/p/" + link.group(1));
        } else {
            answers.write(Problem.SIGN_IN_NEEDED, request, response);
        }
    }
}
