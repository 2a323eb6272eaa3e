package webconference.local.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MailboxTest {

    private final int smtp = freePort();
    private final Mailbox mailbox =
            Mailbox.start(
                    smtp, 0, List.of(new Owner("zoe", "Zoé Bernard", "zoe@hugo.example.org")));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        mailbox.close();
    }

    @Test
    void S39_a_message_is_in_the_mailbox_of_whom_it_was_delivered_to_and_of_nobody_else()
            throws Exception {
        send(
                "zoe@hugo.example.org",
                "Histoire : la Révolution",
                "<p>Entrez <a href='http://localhost/salles/1'>ici</a>");
        var messages = new JsonMapper().readTree(get("/api/messages?to=zoe").body());
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).get("subject").asString()).isEqualTo("Histoire : la Révolution");
        assertThat(messages.get(0).get("text").asString()).contains("Entrez ici");
        assertThat(messages.get(0).get("html").asString()).contains("/salles/1");
        assertThat(messages.get(0).get("to").asString()).isEqualTo("zoe@hugo.example.org");
        assertThat(new JsonMapper().readTree(get("/api/messages?to=tom").body())).isEmpty();
    }

    @Test
    void a_message_is_shown_as_a_strangers_words() throws Exception {
        send("zoe@hugo.example.org", "<script>alert(1)</script>", "<script>alert(2)</script>");
        var list = get("/").body();
        assertThat(list).contains("Zoé Bernard", "&lt;script&gt;").doesNotContain("<script>");
        var letter = list.replaceAll("(?s).*href=\"/letter\\?id=([^\"]+)\".*", "$1");
        assertThat(get("/letter?id=" + letter).body())
                .contains("sandbox=")
                .doesNotContain("<script>");
        assertThat(
                        get("/letter/html?id=" + letter)
                                .headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                .contains("default-src 'none'", "sandbox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "'-alert(1)-'",
                "</h1><script>alert(1)</script>",
                "</title><script>alert(1)</script>",
                "</pre><script>alert(1)</script>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<a href=javascript:alert(1)>x</a>",
                "<base href=https://evil.example>",
                "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
            })
    void P12_words_are_shown_as_words_wherever_they_stand(String words) throws Exception {
        send("zoe@hugo.example.org", words, words, words, words);
        var letter = get("/").body().replaceAll("(?s).*href=\"/letter\\?id=([^\"]+)\".*", "$1");
        for (var page : List.of(get("/").body(), get("/letter?id=" + letter).body())) {
            assertThat(page.replaceAll("<iframe title=\"Message\"[^>]*>", ""))
                    .doesNotContain("<script", "<img", "<svg", "<iframe", "<base", "<meta http")
                    .doesNotContain("href=javascript", words + "\"");
        }
        var policy =
                get("/letter/html?id=" + letter).headers().firstValue("Content-Security-Policy");
        assertThat(policy.orElse(""))
                .contains("default-src 'none'", "sandbox")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");
    }

    @Test
    void a_date_can_be_looked_at_and_taken_into_a_calendar() throws Exception {
        var calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Été <b>\r\nEND:VCALENDAR\r\n";
        send("zoe@hugo.example.org", "Cours", "<p>Venez</p>", "Venez", calendar);
        var messages = new JsonMapper().readTree(get("/api/messages?to=zoe").body());
        assertThat(messages.get(0).get("calendar").asString()).isEqualTo(calendar);
        var letter = URLEncoder.encode(messages.get(0).get("id").asString(), UTF_8);
        assertThat(get("/letter?id=" + letter).body()).contains("SUMMARY:Été &lt;b&gt;");
        var file = get("/letter/calendar?id=" + letter);
        assertThat(file.body()).isEqualTo(calendar);
        assertThat(file.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/calendar");
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
    }

    private void send(String to, String subject, String html) throws MessagingException {
        send(to, subject, html, "Entrez ici", "");
    }

    private void send(String to, String subject, String html, String plain, String calendar)
            throws MessagingException {
        var session =
                GreenMailUtil.getSession(
                        new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress("web-conference@example.org"));
        message.setRecipient(Message.RecipientType.BCC, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        var text = new MimeBodyPart();
        text.setText(plain, "UTF-8");
        var page = new MimeBodyPart();
        page.setText(html, "UTF-8", "html");
        var forms = new MimeMultipart("alternative", text, page);
        if (!calendar.isEmpty()) {
            var date = new MimeBodyPart();
            date.setDataHandler(
                    new DataHandler(
                            new ByteArrayDataSource(
                                    calendar.getBytes(UTF_8),
                                    "text/calendar; method=REQUEST; charset=UTF-8")));
            forms.addBodyPart(date);
        }
        message.setContent(forms);
        Transport.send(message, new InternetAddress[] {new InternetAddress(to)});
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var address = URI.create("http://localhost:" + mailbox.pagePort() + path);
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
