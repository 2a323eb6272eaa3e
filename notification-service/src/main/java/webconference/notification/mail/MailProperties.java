package webconference.notification.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How our mail leaves, and how it presents itself.
///
/// @param host the mail server
/// @param user who we are there; empty: it does not ask
/// @param security whether what is said there is encrypted
/// @param trusted a PEM file of certificates that vouch for the server; none: those Java trusts
/// @param connectTimeout how long it may take to answer the door
/// @param timeout how long it may keep silent
/// @param from the address it comes from; the name beside it is the sender's
@Validated
@ConfigurationProperties("mail")
record MailProperties(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("NONE") Security security,
        @Nullable Path trusted,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout,
        @NotBlank String from) {

    enum Security {
        /// In the clear. For a server on the same machine.
        NONE,
        /// Encrypted before anything is said, or nothing is said.
        STARTTLS,
        /// Encrypted from the first byte, as on port 465.
        TLS
    }

    MailProperties {
        if (trusted != null && trusted.toString().isEmpty()) {
            trusted = null;
        }
        if (user.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException("mail.user and mail.password go together");
        }
        if (security == Security.NONE && !password.isEmpty()) {
            throw new IllegalArgumentException(
                    "mail.password would be sent in the clear: set mail.security");
        }
    }

    @Override
    public String toString() {
        return "MailProperties[%s:%d, %s]".formatted(host, port, security);
    }
}
