package webconference.gateway.signin;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/// What the identity provider gave us to speak for one person, as it lies in their session.
///
/// @param access what the services read
/// @param refresh what gets the next ones; works once
record Tokens(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh)
        implements Serializable {

    static Tokens of(OAuth2AccessTokenResponse response) {
        return new Tokens(response.getAccessToken(), response.getRefreshToken());
    }

    boolean areOverAt(Instant instant) {
        var end = access.getExpiresAt();
        return end != null && !end.isAfter(instant);
    }

    /// Whether they were given before that, and others can be asked for.
    boolean canBeReplacedIfOlderThan(Instant instant) {
        var given = access.getIssuedAt();
        return refresh != null && given != null && given.isBefore(instant);
    }

    @Override
    public String toString() {
        return "Tokens[until " + access.getExpiresAt() + "]";
    }
}
