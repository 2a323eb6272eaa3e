package webconference.streaming.rtmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A certificate that nobody signed but itself.
final class TestTls {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLContext context;

    private TestTls(SSLContext context) {
        this.context = context;
    }

    static TestTls of(Path directory, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = Files.createTempDirectory(directory, "tls").resolve("server.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit");
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new TestTls(context);
    }

    /// A door that shows the certificate.
    ServerSocket door() throws IOException {
        return context.getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
    }

    /// What a client uses that trusts the certificate.
    SSLSocketFactory trusting() {
        return context.getSocketFactory();
    }
}
