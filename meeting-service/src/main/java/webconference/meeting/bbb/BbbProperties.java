package webconference.meeting.bbb;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How to reach the BigBlueButton servers, and what is asked of all of them.
///
/// @param servers each with its secret
/// @param webhookUrl the address of our callback exactly as servers are to call it; none: we rely
///   on asking
/// @param portalUrl where who leaves a meeting goes
/// @param connectTimeout how long connecting may take
/// @param answerTimeout how long one call may take
/// @param answerLimit the longest answer that is read
/// @param listLimit the same for the list of all meetings
/// @param neverEnteredAfter when a meeting nobody ever entered ends
/// @param emptyAfter when a meeting ends that everybody has left
@Validated
@ConfigurationProperties("bbb")
record BbbProperties(
        @NotEmpty List<@Valid Server> servers,
        @Nullable URI webhookUrl,
        @NotNull URI portalUrl,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration answerTimeout,
        @DefaultValue("2MB") DataSize answerLimit,
        @DefaultValue("16MB") DataSize listLimit,
        @DefaultValue("60m") Duration neverEnteredAfter,
        @DefaultValue("15m") Duration emptyAfter) {

    BbbProperties {
        // An empty variable is no address.
        webhookUrl = webhookUrl == null || webhookUrl.toString().isBlank() ? null : webhookUrl;
    }

    /// One server.
    ///
    /// @param url what `bbb-conf --secret` prints, with or without `/api`
    /// @param secret what it prints beside it
    /// @param previous a secret that callbacks may still be signed with, while it is being changed
    /// @param name what we call it for good; by default its host
    /// @param algorithm of the checksums of calls
    /// @param hooks of the checksums of calls to the callbacks' own application, which may be older
    /// @param callbacks how that application proves where a callback comes from
    /// @param front whether something stands before it that is to know, by headers, whom a call is
    ///   for
    record Server(
            @NotNull URI url,
            @NotBlank String secret,
            @Nullable String previous,
            @Nullable String name,
            @DefaultValue("SHA256") Checksum.Algorithm algorithm,
            @DefaultValue("SHA1") Checksum.Algorithm hooks,
            @DefaultValue("RAW_BODY") CallbackProof.Generation callbacks,
            @DefaultValue("false") boolean front) {

        @AssertTrue(message = "url must be http or https, with a host")
        boolean isAddress() {
            return url != null
                    && url.getHost() != null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        }

        String called() {
            return name == null || name.isBlank() ? url.getAuthority() : name;
        }

        /// The API's root, without a slash at its end.
        URI api() {
            var root = url.toString().replaceAll("/+$", "");
            return URI.create(root.endsWith("/api") ? root : root + "/api");
        }

        List<String> secrets() {
            return previous == null || previous.isBlank()
                    ? List.of(secret)
                    : List.of(secret, previous);
        }

        @Override
        public String toString() {
            return "Server[" + called() + "]";
        }
    }
}
