package webconference.notification.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How our mail presents itself. How it leaves is Spring's `spring.mail`.
///
/// @param from the address it comes from; the name beside it is the sender's
@Validated
@ConfigurationProperties("mail")
record MailProperties(@NotBlank String from) {}
