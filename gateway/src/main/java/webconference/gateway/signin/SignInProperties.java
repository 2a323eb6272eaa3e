package webconference.gateway.signin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where people prove who they are, and for how long that counts.
///
/// @param issuer the identity provider, as its tokens name it
/// @param clientId what the provider calls us
/// @param clientSecret how we prove to it that we are us
/// @param idle a session nobody uses ends after this
/// @param atMost a session ends after this however much it is used
/// @param believed what a token says of somebody, their offices for one, is asked for anew after
///   this, however long the token itself would last
/// @param timeout how long one call to the provider may take
@Validated
@ConfigurationProperties("sign-in")
record SignInProperties(
        @NotNull URI issuer,
        @NotBlank String clientId,
        @NotBlank String clientSecret,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration atMost,
        @DefaultValue("1m") Duration believed,
        @DefaultValue("5s") Duration timeout) {

    @Override
    public String toString() {
        return "SignInProperties[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
