package webconference.local.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/// A message as its recipient finds it.
///
/// @param id in its recipient's mailbox
/// @param to whom it was delivered to, whatever its headers say
/// @param toHeader what its header says
/// @param calendar the date it came with, as calendar programs read it; empty: none
record Letter(
        String id,
        String to,
        String toHeader,
        String from,
        String subject,
        Instant sentAt,
        String html,
        String text,
        String calendar) {

    static Letter of(String mailbox, long uid, MimeMessage message)
            throws MessagingException, IOException {
        var from = message.getFrom();
        return new Letter(
                mailbox + "/" + uid,
                mailbox,
                Optional.ofNullable(message.getHeader("To", ", ")).orElse(""),
                from == null || from.length == 0
                        ? ""
                        : from[0] instanceof InternetAddress address
                                ? address.toUnicodeString()
                                : from[0].toString(),
                Optional.ofNullable(message.getSubject()).orElse(""),
                Optional.ofNullable(message.getSentDate())
                        .map(Date::toInstant)
                        .orElse(Instant.EPOCH),
                find(message, "text/html").orElse(""),
                find(message, "text/plain").orElse(""),
                find(message, "text/calendar").orElse(""));
    }

    private static String text(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof InputStream bytes
                ? new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                : part.getContent().toString();
    }

    /// The first part of a kind, however deep it lies.
    private static Optional<String> find(Part part, String type)
            throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.of(text(part));
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = find(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
