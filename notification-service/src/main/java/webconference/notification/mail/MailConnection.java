package webconference.notification.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// How we speak with the mail server. Where encryption is asked for, nothing is said without it,
/// nor to a server whose certificate is not its own.
@Configuration(proxyBeanMethods = false)
class MailConnection {

    @Bean
    JavaMailSender mailSender(MailProperties mail) throws IOException, GeneralSecurityException {
        var sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var properties = sender.getJavaMailProperties();
        if (!mail.user().isEmpty()) {
            sender.setUsername(mail.user());
            sender.setPassword(mail.password());
            properties.setProperty("mail.smtp.auth", "true");
        }
        properties.setProperty("mail.smtp.connectiontimeout", millis(mail.connectTimeout()));
        properties.setProperty("mail.smtp.timeout", millis(mail.timeout()));
        properties.setProperty("mail.smtp.writetimeout", millis(mail.timeout()));
        switch (mail.security()) {
            case NONE -> {}
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
                verify(properties, mail.trusted());
            }
            case TLS -> {
                properties.setProperty("mail.smtp.ssl.enable", "true");
                verify(properties, mail.trusted());
            }
        }
        return sender;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private static void verify(Properties properties, @Nullable Path trusted)
            throws IOException, GeneralSecurityException {
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        if (trusted != null) {
            properties.put("mail.smtp.ssl.socketFactory", trusting(trusted));
        }
    }

    private static SSLSocketFactory trusting(Path certificates)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificates)) {
            var factory = CertificateFactory.getInstance("X.509");
            for (var certificate : factory.generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException("no certificate in " + certificates);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
