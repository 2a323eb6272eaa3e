package webconference.notification.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import webconference.notification.FailureReason;
import webconference.notification.Letter;
import webconference.notification.Meeting;
import webconference.notification.Postbox;
import webconference.notification.PostboxFailure.Refused;

/// Hands letters to a mail server, one message for each person with nobody else's address in it.
///
/// What people typed reaches header fields as values only: no character in it can begin a line. The
/// `Message-ID` is made of the invitation, which message of it this is, and the recipient, so that
/// a copy sent twice is recognisable as the same message.
@Component
class SmtpPostbox implements Postbox {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final JavaMailSender sender;
    private final InternetAddress from;
    private final Clock clock;

    SmtpPostbox(JavaMailSender sender, MailProperties properties, Clock clock)
            throws AddressException {
        this.sender = sender;
        this.from = new InternetAddress(properties.from(), true);
        this.clock = clock;
    }

    @Override
    public boolean knows(String address) {
        return addressOf(address).isPresent();
    }

    @Override
    public void post(Letter letter) {
        MimeMessage message;
        try {
            message = written(letter);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new Refused(FailureReason.REFUSED, "it cannot be written as a mail", e);
        }
        try {
            sender.send(message);
        } catch (MailException e) {
            throw SmtpAnswer.of(e).asFailure(e);
        }
    }

    private MimeMessage written(Letter letter)
            throws MessagingException, UnsupportedEncodingException {
        var to =
                addressOf(letter.recipientAddress())
                        .orElseThrow(() -> new AddressException("no address"));
        to.setPersonal(OneLine.of(letter.recipientName()), UTF_8);
        var message = sender.createMimeMessage();
        message.setFrom(
                new InternetAddress(from.getAddress(), OneLine.of(letter.senderName()), UTF_8));
        message.setRecipient(RecipientType.TO, to);
        var answerTo = replyTo(letter);
        if (answerTo != null) {
            message.setReplyTo(new InternetAddress[] {answerTo});
        }
        message.setSubject(OneLine.of(letter.subject()), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", messageId(letter));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", letter.language().tag());
        var meeting = letter.meeting();
        message.setContent(
                meeting == null
                        ? bothForms(letter)
                        : withCalendar(letter, calendarEntry(letter, meeting)));
        return message;
    }

    private static @Nullable InternetAddress replyTo(Letter letter)
            throws UnsupportedEncodingException {
        var given = letter.senderAddress();
        var address = given == null ? null : addressOf(given).orElse(null);
        if (address != null) {
            address.setPersonal(OneLine.of(letter.senderName()), UTF_8);
        }
        return address;
    }

    private CalendarEntry calendarEntry(Letter letter, Meeting meeting) {
        var sender = letter.senderAddress();
        var organizer = sender == null || addressOf(sender).isEmpty() ? from.getAddress() : sender;
        return CalendarEntry.of(letter, meeting, organizer, clock);
    }

    /// The date twice: as a third form of the message, which calendars take in by themselves, and
    /// as a file for those who do it by hand.
    private static MimeMultipart withCalendar(Letter letter, CalendarEntry entry)
            throws MessagingException {
        var invite = new MimeBodyPart();
        invite.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(
                                entry.bytes(),
                                "text/calendar; method=%s; charset=UTF-8"
                                        .formatted(entry.method()))));
        var forms = bothForms(letter);
        forms.addBodyPart(invite);
        var message = new MimeBodyPart();
        message.setContent(forms);
        var file = new MimeBodyPart();
        file.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(
                                entry.bytes(), "application/ics; name=rendez-vous.ics")));
        file.setFileName("rendez-vous.ics");
        file.setDisposition(Part.ATTACHMENT);
        return new MimeMultipart("mixed", message, file);
    }

    private static MimeMultipart bothForms(Letter letter) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(letter.text(), UTF_8, "plain");
        var html = new MimeBodyPart();
        html.setText(document(letter), UTF_8, "html");
        return new MimeMultipart("alternative", plain, html);
    }

    private static String document(Letter letter) {
        return """
        <!doctype html>
        <html lang="%s">
        <head><meta charset="utf-8"></head>
        <body>
        %s
        </body>
        </html>
        """
                .formatted(letter.language().tag(), letter.html());
    }

    private String messageId(Letter letter) {
        var id = letter.id();
        var address = from.getAddress();
        var domain = address.substring(address.indexOf('@') + 1);
        var copy = letter.notice() == 1 ? id.toString() : id + "/" + letter.notice();
        var unique = UUID.nameUUIDFromBytes(copy.getBytes(StandardCharsets.UTF_8));
        return "<" + id.message() + "." + unique + "@" + domain + ">";
    }

    private static Optional<InternetAddress> addressOf(String given) {
        try {
            var address = new InternetAddress(given, true);
            var plain = address.getAddress();
            return plain.equals(given) && given.indexOf('@') > 0
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
