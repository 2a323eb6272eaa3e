package webconference.room.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import webconference.room.StreamHosts.Verdict;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.1",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
            })
    void P6_an_address_of_a_private_network_is_recognised(String address)
            throws UnknownHostException {
        assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "193.51.0.1",
                "2a01:4f8::1"
            })
    void an_address_of_the_internet_is_not(String address) throws UnknownHostException {
        assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void only_listed_servers_and_ports_are_allowed() {
        var hosts = hosts(List.of("193.51.0.1", " 193.51.0.2:1936 "), List.of());
        assertThat(hosts.check("193.51.0.1", 1935)).isEqualTo(Verdict.ALLOWED);
        assertThat(hosts.check("193.51.0.2", 1936)).isEqualTo(Verdict.ALLOWED);
        assertThat(hosts.check("193.51.0.2", 1935)).isEqualTo(Verdict.NOT_LISTED);
        assertThat(hosts.check("193.51.0.3", 1935)).isEqualTo(Verdict.NOT_LISTED);
        assertThat(hosts(List.of(), List.of()).check("193.51.0.1", 1935))
                .isEqualTo(Verdict.NOT_LISTED);
    }

    @Test
    void a_listed_server_in_a_private_network_needs_a_word_of_its_own() {
        assertThat(hosts(List.of("localhost"), List.of()).check("localhost", 1935))
                .isEqualTo(Verdict.PRIVATE);
        assertThat(hosts(List.of("localhost"), List.of("localhost")).check("localhost", 1935))
                .isEqualTo(Verdict.ALLOWED);
    }

    private static AllowedStreamHosts hosts(List<String> allowed, List<String> mayBePrivate) {
        return new AllowedStreamHosts(
                new AllowedStreamHosts.Properties(allowed, mayBePrivate, false));
    }
}
