package webconference.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import webconference.notification.DeliveryId;
import webconference.notification.Language;
import webconference.notification.Letter;
import webconference.notification.Meeting;
import webconference.notification.PostboxFailure.Unreachable;
import webconference.notification.mail.MailProperties.Security;

class SmtpPostboxTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID INVITATION = UUID.fromString("c6f1a7de-4b0a-4a7e-9a67-6f6f0e0f3a42");

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpPostbox postbox() throws AddressException {
        return postbox(server.getSmtp().getPort(), false);
    }

    private static SmtpPostbox postbox(int port, boolean startTls) throws AddressException {
        var mail =
                new MailProperties(
                        "127.0.0.1",
                        port,
                        "",
                        "",
                        startTls ? Security.STARTTLS : Security.NONE,
                        null,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        "Web-conférence <ne-pas-repondre@visio.example>");
        try {
            return new SmtpPostbox(
                    new MailConnection().mailSender(mail), mail, Clock.fixed(NOON, ZoneOffset.UTC));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Letter letter(String recipient, String subject, String senderName) {
        return letter(recipient, subject, senderName, 1, null);
    }

    private static Letter letter(
            String recipient,
            String subject,
            String senderName,
            int notice,
            @Nullable Meeting meeting) {
        return new Letter(
                new DeliveryId(INVITATION, recipient),
                notice,
                senderName,
                "ada@lycee.example",
                "Zoé Bernard",
                recipient + "@lycee.example",
                subject,
                "<p>Bonjour,</p><p><a href=\"https://visio.example/salles/1/rejoindre\">"
                        + "Rejoindre</a></p>",
                "Bonjour,\nhttps://visio.example/salles/1/rejoindre",
                meeting,
                Language.FRENCH);
    }

    private MimeMessage received() {
        assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
        return server.getReceivedMessages()[0];
    }

    @Test
    void S39_the_message_that_arrives_is_the_one_the_sender_wrote_in_both_forms()
            throws MessagingException, IOException {
        postbox().post(letter("zoe", "Physique 3B : jeudi à 14 h", "Ada Diallo"));

        var message = received();
        assertThat(message.getSubject()).isEqualTo("Physique 3B : jeudi à 14 h");
        assertThat(message.getFrom())
                .containsExactly(
                        new InternetAddress("ne-pas-repondre@visio.example", "Ada Diallo"));
        assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Ada Diallo");
        assertThat(((InternetAddress) message.getReplyTo()[0]).getAddress())
                .isEqualTo("ada@lycee.example");
        assertThat(message.getSentDate()).isEqualTo(Date.from(NOON));
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        var both = (MimeMultipart) message.getContent();
        assertThat(both.getCount()).isEqualTo(2);
        assertThat(both.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) both.getBodyPart(0).getContent())
                .contains("https://visio.example/salles/1/rejoindre");
        assertThat(both.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) both.getBodyPart(1).getContent())
                .contains("<a href=\"https://visio.example/salles/1/rejoindre\">Rejoindre</a>");
    }

    @Test
    void a_message_says_what_it_is_and_in_which_language() throws MessagingException {
        postbox().post(letter("zoe", "Physique", "Ada Diallo"));
        var message = received();
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Content-Language")).containsExactly("fr");
        assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
    }

    @Test
    void a_date_comes_as_a_form_of_the_message_and_as_a_file()
            throws MessagingException, IOException {
        var meeting =
                new Meeting(
                        Instant.parse("2026-03-02T13:00:00Z"),
                        60,
                        0,
                        false,
                        "Physique",
                        "https://visio.example/salles/1/rejoindre");
        postbox().post(letter("zoe", "Physique", "Ada Diallo", 1, meeting));

        var mixed = (MimeMultipart) received().getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        var forms = (MimeMultipart) mixed.getBodyPart(0).getContent();
        assertThat(forms.getContentType()).startsWith("multipart/alternative");
        assertThat(forms.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(forms.getBodyPart(1).isMimeType("text/html")).isTrue();
        var invite = new ContentType(forms.getBodyPart(2).getContentType());
        assertThat(invite.match("text/calendar")).isTrue();
        assertThat(invite.getParameter("method")).isEqualTo("REQUEST");
        assertThat(invite.getParameter("charset")).isEqualTo("UTF-8");
        var file = mixed.getBodyPart(1);
        assertThat(file.getDisposition()).isEqualTo("attachment");
        assertThat(file.getFileName()).isEqualTo("rendez-vous.ics");
        assertThat(file.getInputStream().readAllBytes())
                .isEqualTo(forms.getBodyPart(2).getInputStream().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .contains("METHOD:REQUEST", "UID:" + INVITATION);
    }

    @Test
    void what_follows_an_invitation_is_another_message() throws MessagingException {
        postbox().post(letter("zoe", "Physique", "Ada Diallo", 1, null));
        postbox().post(letter("zoe", "Physique", "Ada Diallo", 2, null));
        assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
        var sent = server.getReceivedMessages();
        assertThat(sent[1].getMessageID()).isNotEqualTo(sent[0].getMessageID());
    }

    @Test
    void a_message_names_its_one_recipient_only() throws MessagingException {
        postbox().post(letter("zoe", "Physique", "Ada Diallo"));
        var message = received();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) message.getRecipients(RecipientType.TO)[0]).getAddress())
                .isEqualTo("zoe@lycee.example");
    }

    @Test
    void a_copy_posted_again_is_recognisable_and_another_copy_is_another_message()
            throws MessagingException {
        postbox().post(letter("zoe", "Physique", "Ada Diallo"));
        postbox().post(letter("zoe", "Physique", "Ada Diallo"));
        postbox().post(letter("tom", "Physique", "Ada Diallo"));
        assertThat(server.waitForIncomingEmail(5_000, 3)).isTrue();
        var sent = server.getReceivedMessages();
        assertThat(sent[0].getMessageID()).endsWith("@visio.example>");
        assertThat(sent[1].getMessageID()).isEqualTo(sent[0].getMessageID());
        assertThat(sent[2].getMessageID()).isNotEqualTo(sent[0].getMessageID());
    }

    @Nested
    class No_header_can_be_added {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Physique\r\nBcc: tous@lycee.example",
                    "Physique\nBcc: tous@lycee.example",
                    "Physique\rBcc: tous@lycee.example",
                    "Physique\r\n\r\nBcc: tous@lycee.example",
                    "Physique\u0085Bcc: tous@lycee.example",
                    "Physique\u2028Bcc: tous@lycee.example",
                    "Physique\r\n Bcc: tous@lycee.example",
                    "Physique\0\r\nBcc: tous@lycee.example",
                    "é\r\nBcc: tous@lycee.example",
                })
        void by_a_subject_or_a_name(String words) throws MessagingException {
            postbox().post(letter("zoe", words, words));
            var message = received();
            assertThat(Collections.list(message.getAllHeaders()))
                    .extracting(jakarta.mail.Header::getName)
                    .doesNotContain("Bcc")
                    .contains("Subject", "From", "To");
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(message.getSubject()).doesNotContain("\r", "\n").contains("Bcc");
        }

        @Test
        void by_the_address_of_the_sender_which_is_left_out_instead() throws MessagingException {
            var forged =
                    new Letter(
                            new DeliveryId(INVITATION, "zoe"),
                            1,
                            "Ada",
                            "ada@lycee.example>\r\nBcc: <tous@lycee.example",
                            "Zoé",
                            "zoe@lycee.example",
                            "Physique",
                            "<p>…</p>",
                            "…",
                            null,
                            Language.FRENCH);
            postbox().post(forged);
            assertThat(received().getHeader("Reply-To")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zoe",
                "@lycee.example",
                "zoe@",
                "zoe@lycee.example, tom@lycee.example",
                "Zoé <zoe@lycee.example>",
                "zoe@lycee.example\r\nBcc: tom@lycee.example",
                "zoe @lycee.example",
                "<zoe@lycee.example>",
            })
    void what_is_no_single_plain_address_is_none(String address) throws AddressException {
        assertThat(postbox().knows(address)).isFalse();
    }

    @Test
    void a_plain_address_is_known() throws AddressException {
        for (var address : List.of("zoe@lycee.example", "zoe.bernard+3b@lycee.example")) {
            assertThat(postbox().knows(address)).isTrue();
        }
    }

    @Test
    void a_server_that_is_not_there_may_be_there_later() throws AddressException {
        var port = server.getSmtp().getPort();
        server.stop();
        var dead = postbox(port, false);
        assertThatThrownBy(() -> dead.post(letter("zoe", "Physique", "Ada")))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void nothing_is_sent_in_the_clear_where_encryption_is_required() throws AddressException {
        var careful = postbox(server.getSmtp().getPort(), true);
        assertThatThrownBy(() -> careful.post(letter("zoe", "Physique", "Ada")))
                .isInstanceOf(Unreachable.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
