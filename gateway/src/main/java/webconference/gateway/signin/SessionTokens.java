package webconference.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import webconference.gateway.AccessTokens;

/// Keeps each person's tokens in their session, and renews them when they end, or say no more what
/// the provider said lately: what it takes away from somebody must not count for as long as a token
/// happens to last.
///
/// A page makes several calls at once, and a refresh token works once: of all calls that find the
/// token over, in whatever instance, one renews it and the others wait for what it wrote into the
/// session.
@Component
class SessionTokens implements AccessTokens, OAuth2AuthorizedClientRepository {

    static final String ATTRIBUTE = "tokens";

    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(25);

    /// A provider that is away is not asked by each call of everybody whose token still lasts.
    private static final Duration REST = Duration.ofSeconds(15);

    private final SessionRepository<? extends Session> sessions;
    private final Renewals renewals;
    private final IdentityProvider provider;
    private final SignInProperties properties;
    private final Clock clock;
    private volatile Instant restsUntil = Instant.MIN;

    SessionTokens(
            SessionRepository<? extends Session> sessions,
            Renewals renewals,
            IdentityProvider provider,
            SignInProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.renewals = renewals;
        this.provider = provider;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Optional<String> of(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof Tokens tokens)) {
            return Optional.empty();
        }
        if (!areDue(tokens)) {
            return Optional.of(tokens.access().getTokenValue());
        }
        try {
            return Optional.of(renewed(session.getId(), tokens).access().getTokenValue());
        } catch (SignInNeeded e) {
            session.invalidate();
            throw e;
        }
    }

    private boolean areDue(Tokens tokens) {
        var now = clock.instant();
        if (tokens.areOverAt(now)) {
            return true;
        }
        return !now.isBefore(restsUntil)
                && (tokens.areOverAt(now.plus(MARGIN))
                        || tokens.canBeReplacedIfOlderThan(now.minus(properties.believed())));
    }

    private Tokens renewed(String session, Tokens old) {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUpAt) {
            if (renewals.begin(session)) {
                try {
                    return renewedByUs(session, old);
                } finally {
                    renewals.end(session);
                }
            }
            pause();
            var stored = stored(sessions, session);
            if (follow(stored, old) || !areDue(old)) { // or the provider is away
                return stored;
            }
        }
        throw new SignInUnavailable("another call is renewing the token and does not end", null);
    }

    private Tokens renewedByUs(String session, Tokens old) {
        // Somebody may have renewed it between our look and our turn.
        var stored = stored(sessions, session);
        if (follow(stored, old)) {
            return stored;
        }
        try {
            var next = provider.next(stored);
            restsUntil = Instant.MIN;
            store(sessions, session, next);
            return next;
        } catch (SignInUnavailable e) {
            var now = clock.instant();
            restsUntil = now.plus(REST);
            if (old.areOverAt(now)) {
                throw e;
            }
            return stored;
        }
    }

    /// Whether somebody has renewed these ones already. Not whether they are due: a provider may
    /// give tokens so short that they always are.
    private boolean follow(Tokens stored, Tokens old) {
        return !stored.access().getTokenValue().equals(old.access().getTokenValue())
                && !stored.areOverAt(clock.instant());
    }

    private static Tokens stored(SessionRepository<? extends Session> sessions, String id) {
        var session = sessions.findById(id);
        if (session != null && session.getAttribute(ATTRIBUTE) instanceof Tokens tokens) {
            return tokens;
        }
        throw new SignInNeeded("the session ended meanwhile");
    }

    /// Writes at once: the request that renewed may go on for as long as a stream lasts.
    private static <S extends Session> void store(
            SessionRepository<S> sessions, String id, Tokens tokens) {
        var session = sessions.findById(id);
        if (session == null) {
            throw new SignInNeeded("the session ended meanwhile");
        }
        session.setAttribute(ATTRIBUTE, tokens);
        sessions.save(session);
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInUnavailable("interrupted while waiting for the next token", e);
        }
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        request.getSession()
                .setAttribute(
                        ATTRIBUTE, new Tokens(client.getAccessToken(), client.getRefreshToken()));
    }

    /// Nobody loads from here: calls to the services get their token by [#of].
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the interface's shape
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registration, Authentication person, HttpServletRequest request) {
        return null;
    }

    @Override
    public void removeAuthorizedClient(
            String registration,
            Authentication person,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
