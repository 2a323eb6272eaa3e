package webconference.meeting.web;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// The identity provider.
///
/// @param issuer whose tokens are taken
/// @param jwks where its keys are; asked for when the first token comes, so that we start without
///   it
@Validated
@ConfigurationProperties("identity")
record IdentityProperties(@NotNull URI issuer, @NotNull URI jwks) {}
