package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.ServerName;

/// Tells which servers a callback may come from: those whose secret it proves to know. The address
/// in the proof is the one we registered, never the one of the request.
@Component
class CallbackProof {

    /// How bbb-webhooks proves it, by its age.
    enum Generation {
        /// 3.4.0 and later: address, body as sent, secret.
        RAW_BODY,
        /// 3.0.0 to 3.3.1: address and secret; the body is not covered, so anybody who sees one
        /// callback can make others.
        ADDRESS_ONLY,
        /// 2.6.1 and earlier: address, the fields as JSON, secret.
        FIELDS,
        /// `auth2_0`: the secret itself in a header.
        BEARER
    }

    /// What a callback brings as its proof.
    ///
    /// @param body as it was sent, byte for byte
    record Claim(byte[] body, @Nullable String checksum, @Nullable String authorization) {}

    private final BbbProperties properties;
    private final JsonMapper json;

    CallbackProof(BbbProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    /// @return the servers it may come from; none if it proves nothing
    Set<ServerName> origins(Claim claim) {
        var url = properties.webhookUrl();
        return url == null
                ? Set.of()
                : properties.servers().stream()
                        .filter(server -> proves(claim, server, url))
                        .map(server -> new ServerName(server.called()))
                        .collect(toUnmodifiableSet());
    }

    private boolean proves(Claim claim, BbbProperties.Server server, URI url) {
        return server.secrets().stream()
                .anyMatch(secret ->
                        switch (server.callbacks()) {
                            case RAW_BODY -> isSigned(claim, url, claim.body(), secret);
                            case ADDRESS_ONLY -> isSigned(claim, url, "{}".getBytes(UTF_8), secret);
                            case FIELDS -> isSigned(claim, url, asJson(claim.body()), secret);
                            case BEARER ->
                                    claim.authorization() != null
                                            && Checksum.matches(
                                                    "Bearer " + secret, claim.authorization());
                        });
    }

    private static boolean isSigned(Claim claim, URI url, byte[] content, String secret) {
        var checksum = claim.checksum();
        return checksum != null
                && Checksum.Algorithm.of(checksum)
                        .map(it ->
                                Checksum.of(
                                        it,
                                        url.toString().getBytes(UTF_8),
                                        content,
                                        secret.getBytes(UTF_8)))
                        .filter(expected -> Checksum.matches(expected, checksum))
                        .isPresent();
    }

    private byte[] asJson(byte[] body) {
        var form = CallbackForm.of(body);
        return ("{\"event\":"
                        + json.writeValueAsString(form.event())
                        + ",\"timestamp\":"
                        + form.timestamp()
                        + ",\"domain\":"
                        + json.writeValueAsString(form.domain())
                        + "}")
                .getBytes(UTF_8);
    }
}
