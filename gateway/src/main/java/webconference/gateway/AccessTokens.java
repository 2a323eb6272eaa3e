package webconference.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The access tokens of the people who are signed in.
public interface AccessTokens {

    /// The token that speaks for the person behind this request, fresh enough for a call; empty
    /// when nobody signed in with a session.
    ///
    /// @throws SignInNeeded if their sign-in is over
    /// @throws SignInUnavailable if the token is over and nobody can be asked for the next one
    Optional<String> of(HttpServletRequest request);

    /// The person has to sign in again.
    final class SignInNeeded extends RuntimeException {
        public SignInNeeded(String why) {
            super(why);
        }
    }

    /// The identity provider does not answer.
    final class SignInUnavailable extends RuntimeException {
        public SignInUnavailable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }
}
