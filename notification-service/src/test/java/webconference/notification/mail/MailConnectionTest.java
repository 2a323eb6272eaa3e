package webconference.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import webconference.notification.DeliveryId;
import webconference.notification.Language;
import webconference.notification.Letter;
import webconference.notification.PostboxFailure.Unreachable;
import webconference.notification.mail.MailProperties.Security;

/// Speaking with mail servers that encrypt and want to know us.
class MailConnectionTest {

    private static final String PASSWORD = "s3cret";

    @TempDir static Path keys;

    @BeforeAll
    static void make_keys() throws Exception {
        key("mail", "dns:localhost");
        key("other", "dns:other.example");
    }

    private static void key(String name, String address) throws Exception {
        var store = keys.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + address,
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "it",
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-file",
                keys.resolve(name + ".pem").toString());
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(keys.resolve("keytool.log").toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(keys.resolve("keytool.log"))).isZero();
    }

    /// A mail server that encrypts, from the first byte or when asked, and knows one person.
    private static final class CarefulServer implements AutoCloseable {
        private final ServerSocket socket;
        private final SSLContext tls;
        private final Security security;
        private final List<String> heardInTheClear = new CopyOnWriteArrayList<>();
        private final List<String> heard = new CopyOnWriteArrayList<>();

        CarefulServer(Security security, String key) throws IOException, GeneralSecurityException {
            this.security = security;
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(keys.resolve(key + ".p12"))) {
                store.load(in, PASSWORD.toCharArray());
            }
            var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            ours.init(store, PASSWORD.toCharArray());
            tls = SSLContext.getInstance("TLS");
            tls.init(ours.getKeyManagers(), null, null);
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!socket.isClosed()) {
                try (var client = socket.accept()) {
                    var secure = security == Security.TLS;
                    var ours = secure ? encrypted(client) : client;
                    say(ours, "220 mail.test");
                    converse(ours, secure);
                } catch (IOException e) {
                    // They left, as who mistrusts us does.
                }
            }
        }

        private Socket encrypted(Socket client) throws IOException {
            var secure =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(client, "localhost", client.getPort(), true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            return secure;
        }

        private void converse(Socket client, boolean secure) throws IOException {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.ISO_8859_1));
            var known = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                (secure ? heard : heardInTheClear).add(line);
                switch (line.substring(0, 4).toUpperCase(Locale.ROOT)) {
                    case "EHLO" ->
                            say(
                                    client,
                                    "250-mail.test\r\n250 " + (secure ? "AUTH PLAIN" : "STARTTLS"));
                    case "STAR" -> {
                        say(client, "220 go on");
                        converse(encrypted(client), true);
                        return;
                    }
                    case "AUTH" -> {
                        known = knows(line);
                        say(client, known ? "235 welcome" : "535 who are you?");
                    }
                    case "MAIL" -> say(client, known ? "250 ok" : "530 sign in first");
                    case "DATA" -> {
                        say(client, "354 go on");
                        takeMessage(in);
                        say(client, "250 taken");
                    }
                    case "QUIT" -> {
                        say(client, "221 bye");
                        return;
                    }
                    default -> say(client, "250 ok");
                }
            }
        }

        private static void takeMessage(BufferedReader in) throws IOException {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(".")) {
                    return;
                }
            }
        }

        private static boolean knows(String line) {
            var said = line.substring("AUTH PLAIN ".length());
            return new String(Base64.getDecoder().decode(said), StandardCharsets.UTF_8)
                    .endsWith("\0web-conference\0" + PASSWORD);
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void post(
            CarefulServer server, Security security, @Nullable String trusted, String password)
            throws Exception {
        var mail =
                new MailProperties(
                        "localhost",
                        server.socket.getLocalPort(),
                        "web-conference",
                        password,
                        security,
                        trusted == null ? null : keys.resolve(trusted + ".pem"),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2),
                        "ne-pas-repondre@visio.example");
        new SmtpPostbox(new MailConnection().mailSender(mail), mail, Clock.systemUTC())
                .post(
                        new Letter(
                                new DeliveryId(new UUID(0, 1), "zoe"),
                                1,
                                "Ada",
                                null,
                                "Zoé",
                                "zoe@lycee.example",
                                "Physique",
                                "<p>…</p>",
                                "…",
                                null,
                                Language.FRENCH));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void a_letter_goes_encrypted_to_a_server_that_knows_us(Security security) throws Exception {
        try (var server = new CarefulServer(security, "mail")) {
            post(server, security, "mail", PASSWORD);
            assertThat(server.heard)
                    .anyMatch(l -> l.startsWith("AUTH PLAIN"))
                    .contains("RCPT TO:<zoe@lycee.example>", "DATA");
            assertThat(server.heardInTheClear)
                    .allMatch(l -> l.startsWith("EHLO") || l.equals("STARTTLS"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void nothing_is_said_to_a_server_nobody_vouches_for(Security security) throws Exception {
        try (var server = new CarefulServer(security, "mail")) {
            assertThatThrownBy(() -> post(server, security, null, PASSWORD))
                    .isInstanceOf(Unreachable.class);
            assertThat(server.heard).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void nothing_is_said_to_a_server_with_the_certificate_of_another(Security security)
            throws Exception {
        try (var server = new CarefulServer(security, "other")) {
            assertThatThrownBy(() -> post(server, security, "other", PASSWORD))
                    .isInstanceOf(Unreachable.class);
            assertThat(server.heard).isEmpty();
        }
    }

    @Test
    void a_failed_sign_in_is_no_judgement_on_the_letter() throws Exception {
        try (var server = new CarefulServer(Security.TLS, "mail")) {
            assertThatThrownBy(() -> post(server, Security.TLS, "mail", "wrong"))
                    .isInstanceOf(Unreachable.class);
            assertThat(server.heard).noneMatch(l -> l.startsWith("RCPT"));
        }
    }

    @Test
    void a_password_is_never_sent_in_the_clear_nor_shown() {
        assertThatThrownBy(() -> properties(Security.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.security");
        assertThat(properties(Security.TLS).toString()).doesNotContain(PASSWORD);
    }

    private static MailProperties properties(Security security) {
        return new MailProperties(
                "mail.example",
                465,
                "web-conference",
                PASSWORD,
                security,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                "ne-pas-repondre@visio.example");
    }
}
