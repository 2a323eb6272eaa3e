package webconference.meeting.bbb;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/// Settings as they are by default.
final class Settings {

    private Settings() {}

    static BbbProperties of(List<BbbProperties.Server> servers, String webhookUrl) {
        return new BbbProperties(
                servers,
                URI.create(webhookUrl),
                URI.create("https://portal.example.org"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                DataSize.ofMegabytes(2),
                DataSize.ofMegabytes(16),
                Duration.ofMinutes(60),
                Duration.ofMinutes(15));
    }
}
