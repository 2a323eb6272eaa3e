package webconference.local.signin;

import java.nio.file.Path;

/// What the sign-in is told when it starts.
///
/// @param port where it listens, on loopback
/// @param issuer its own address, the `iss` of its tokens
/// @param portal the one site people sign in to
/// @param clientSecret what that site proves itself with
/// @param keyFile where the key that signs tokens is kept, so that tokens outlive a restart
public record SignInProperties(
        int port, String issuer, String portal, String clientSecret, Path keyFile) {

    /// The secret stays out of logs.
    @Override
    public String toString() {
        return "SignInProperties[issuer=%s, portal=%s]".formatted(issuer, portal);
    }
}
