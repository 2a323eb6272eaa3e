package webconference.meeting.bbb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class BbbPropertiesTest {

    @Test
    void several_servers_are_named_by_environment_variables() {
        var properties =
                bound(
                        Map.of(
                                "BBB_PORTAL_URL", "https://portal.example.org",
                                "BBB_WEBHOOK_URL", "https://portal.example.org/api/v1/bbb/events",
                                "BBB_SERVERS_0_URL", "https://bbb1.example.org/bigbluebutton/",
                                "BBB_SERVERS_0_SECRET", "first",
                                "BBB_SERVERS_0_PREVIOUS", "before",
                                "BBB_SERVERS_0_CALLBACKS", "BEARER",
                                "BBB_SERVERS_1_URL",
                                        "https://bbb2.example.org:8443/bigbluebutton/api",
                                "BBB_SERVERS_1_SECRET", "second",
                                "BBB_SERVERS_1_NAME", "deux",
                                "BBB_SERVERS_1_ALGORITHM", "sha512"));
        var first = properties.servers().get(0);
        assertThat(first.called()).isEqualTo("bbb1.example.org");
        assertThat(first.api()).isEqualTo(URI.create("https://bbb1.example.org/bigbluebutton/api"));
        assertThat(first.secrets()).isEqualTo(List.of("first", "before"));
        assertThat(first.algorithm()).isEqualTo(Checksum.Algorithm.SHA256);
        assertThat(first.callbacks()).isEqualTo(CallbackProof.Generation.BEARER);
        var second = properties.servers().get(1);
        assertThat(second.called()).isEqualTo("deux");
        assertThat(second.api())
                .isEqualTo(URI.create("https://bbb2.example.org:8443/bigbluebutton/api"));
        assertThat(second.algorithm()).isEqualTo(Checksum.Algorithm.SHA512);
        assertThat(properties.webhookUrl())
                .isEqualTo(URI.create("https://portal.example.org/api/v1/bbb/events"));
    }

    @Test
    void what_is_printed_of_them_holds_no_secret() {
        var properties =
                bound(
                        Map.of(
                                "BBB_PORTAL_URL", "https://portal.example.org",
                                "BBB_SERVERS_0_URL", "https://bbb1.example.org/bigbluebutton/",
                                "BBB_SERVERS_0_SECRET", "canary"));
        assertThat(properties.toString()).doesNotContain("canary").contains("bbb1.example.org");
    }

    private static BbbProperties bound(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bind("bbb", BbbProperties.class).get();
    }
}
