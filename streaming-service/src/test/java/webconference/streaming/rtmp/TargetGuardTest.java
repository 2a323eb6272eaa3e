package webconference.streaming.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.UnknownHost;

class TargetGuardTest {

    private static final String PUBLIC = "192.0.78.9";

    @Test
    void an_allowed_host_is_connected_to_at_the_address_that_was_checked() {
        var checked = guard(PUBLIC).check(URI.create("rtmp://Tube.example.org/live"));
        assertThat(checked.addresses())
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral(PUBLIC), 1935));
        assertThat(checked.url()).isEqualTo("rtmp://tube.example.org:1935/live");
    }

    @Test
    void rtmps_has_a_port_of_its_own() {
        var checked = guard(PUBLIC).check(URI.create("rtmps://tube.example.org/live/"));
        assertThat(checked.port()).isEqualTo(443);
        assertThat(checked.secure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tube.example.org/live",
                "file:///etc/passwd",
                "srt://tube.example.org:1935/live",
                "rtmp://strict.example.org:22/live",
                "rtmp://other.example.org/live",
                "rtmp://sub.tube.example.org/live",
                "rtmp://tube.example.org.evil.example/live",
                "rtmp://user:secret@tube.example.org/live",
                "rtmp://tube.example.org@evil.example/live",
                "rtmp://tube.example.org/live?x=1",
                "rtmp://tube.example.org/live#x",
                "rtmp://tube.example.org/live%20live=1",
                "rtmp://tube.example.org/a/b/c",
                "rtmp://tube.example.org/",
                "rtmp://tube.example.org",
                "rtmp:tube.example.org/live",
                "rtmp:///live",
                "rtmp://127.0.0.1/live",
                "rtmp://[::1]/live",
                "rtmp://2130706433/live",
            })
    void anything_else_is_refused(String url) {
        assertThatThrownBy(() -> guard(PUBLIC).check(URI.create(url)))
                .isInstanceOf(HostNotAllowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.5",
                "172.16.3.4",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "::127.0.0.1",
            })
    void an_allowed_name_that_means_a_machine_of_ours_is_refused(String address) {
        assertThatThrownBy(() -> guard(address).check(URI.create("rtmp://tube.example.org/live")))
                .isInstanceOf(HostNotAllowed.class);
    }

    @Test
    void one_private_address_among_others_is_one_too_many() {
        assertThatThrownBy(() ->
                        guard(PUBLIC, "10.0.0.1").check(URI.create("rtmp://tube.example.org/live")))
                .isInstanceOf(HostNotAllowed.class);
    }

    @Test
    void a_host_may_be_private_when_somebody_said_so() {
        var properties = new TargetProperties(List.of("localhost:1935"), List.of("localhost"));
        var checked =
                new TargetGuard(properties, resolving("127.0.0.1"))
                        .check(URI.create("rtmp://localhost:1935/live"));
        assertThat(checked.port()).isEqualTo(1935);
    }

    @Test
    void a_name_nobody_knows_is_told_as_such() {
        var guard =
                new TargetGuard(
                        new TargetProperties(List.of("tube.example.org"), List.of()),
                        host -> {
                            throw new UnknownHostException(host);
                        });
        assertThatThrownBy(() -> guard.check(URI.create("rtmp://tube.example.org/live")))
                .isInstanceOf(UnknownHost.class);
    }

    @Test
    void nothing_is_allowed_unless_somebody_says_so() {
        var guard = new TargetGuard(new TargetProperties(List.of(), List.of()), resolving(PUBLIC));
        assertThatThrownBy(() -> guard.check(URI.create("rtmp://tube.example.org/live")))
                .isInstanceOf(HostNotAllowed.class);
    }

    @Test
    void the_lists_come_from_the_environment() {
        var environment = new StandardEnvironment();
        var variables =
                Map.<String, Object>of(
                        "STREAM_ALLOWED_HOSTS", "tube.example.org, localhost:1936",
                        "STREAM_ALLOW_PRIVATE_HOSTS", "localhost");
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        ConfigurationPropertySources.attach(environment);
        var properties = Binder.get(environment).bind("stream", TargetProperties.class).get();
        assertThat(properties.allowedHosts()).containsExactly("tube.example.org", "localhost:1936");
        assertThat(properties.allowPrivateHosts()).containsExactly("localhost");
    }

    private static TargetGuard guard(String... addresses) {
        var properties =
                new TargetProperties(
                        List.of("tube.example.org", "strict.example.org:1935"), List.of());
        return new TargetGuard(properties, resolving(addresses));
    }

    private static TargetGuard.Resolver resolving(String... addresses) {
        return _ -> {
            var resolved = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                resolved[i] = InetAddress.ofLiteral(addresses[i]);
            }
            return resolved;
        };
    }
}
