package webconference.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir Path directory;

    @Test
    void an_offset_moves_every_port() {
        var ports = of(Map.of("WEBCONFERENCE_PORT_OFFSET", "1000")).ports();
        assertThat(ports.url(Port.PORTAL)).isEqualTo("http://localhost:9080");
        assertThat(ports.of(Port.RTMPS)).isEqualTo(2936);
    }

    @Test
    void an_offset_that_is_none_is_said_in_one_line() {
        assertThatThrownBy(() -> of(Map.of("WEBCONFERENCE_PORT_OFFSET", "many")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("WEBCONFERENCE_PORT_OFFSET=many is not a number");
        assertThatThrownBy(() -> of(Map.of("WEBCONFERENCE_PORT_OFFSET", "60000")))
                .hasMessageContaining("range of ports");
    }

    @Test
    void a_port_in_use_is_said_with_what_needs_it_and_what_to_do() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(taken.getLocalPort() - 8080);
            assertThatThrownBy(() -> ports.requireFree(List.of(Port.PORTAL)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(
                            "port " + taken.getLocalPort() + ", which the portal needs, is in use")
                    .hasMessageContaining("WEBCONFERENCE_PORT_OFFSET");
        }
    }

    @Test
    void a_real_server_that_is_named_replaces_its_stand_in() {
        var settings = of(Map.of("SMTP_HOST", "smtp.example.org", "OIDC_ISSUER", ""));
        assertThat(settings.isElsewhere("SMTP_HOST")).isTrue();
        assertThat(settings.isElsewhere("OIDC_ISSUER")).isFalse();
    }

    @Test
    void two_launchers_never_share_a_data_directory() {
        var settings = of(Map.of("WEBCONFERENCE_DATA", directory.toString()));
        try (var held = DataDirectory.claim(settings, _ -> {})) {
            // The same JVM may not lock twice; another one is told in words.
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataDirectory.claim(settings, _ -> {})).isNotNull();
        }
    }

    @Test
    void a_fresh_start_forgets_everything() throws IOException {
        Files.createDirectories(directory.resolve("kafka/data"));

        var environment = Map.of("WEBCONFERENCE_DATA", directory.toString());
        DataDirectory.claim(Settings.of(directory, environment, true), _ -> {}).close();
        assertThat(directory.resolve("kafka")).doesNotExist();
        assertThat(directory.resolve("run")).exists();
    }

    @Test
    void secrets_are_made_once_and_read_by_their_owner_only() throws IOException {
        var secrets = new Secrets(directory.resolve("secrets"));
        assertThat(secrets.of("bbb"))
                .hasSize(64)
                .isEqualTo(new Secrets(directory.resolve("secrets")).of("bbb"));
        assertThat(secrets.streamKeyPair().toPublicJWK().isPrivate()).isFalse();
        assertThat(secrets.streamKeyPair()).isEqualTo(secrets.streamKeyPair());
        assertThat(Secrets.privateSet(secrets.streamKeyPair()))
                .startsWith("{\"keys\":[")
                .contains("\"d\":");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("secrets/bbb"))))
                .isEqualTo("rw-------");
    }

    private Settings of(Map<String, String> environment) {
        return Settings.of(directory, environment, false);
    }
}
