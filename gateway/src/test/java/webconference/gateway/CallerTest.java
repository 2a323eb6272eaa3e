package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallerTest {

    private final Caller caller = new Caller(new Caller.Proxies(List.of("10.0.0.0/8", "fd00::/8")));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, '', 203.0.113.7",
        "203.0.113.7, '198.51.100.1', 203.0.113.7",
        "10.1.2.3, '', 10.1.2.3",
        "10.1.2.3, '198.51.100.1', 198.51.100.1",
        "10.1.2.3, '6.6.6.6, 198.51.100.1', 198.51.100.1",
        "10.1.2.3, '6.6.6.6, 198.51.100.1, 10.9.9.9', 198.51.100.1",
        "10.1.2.3, '10.6.6.6', 10.6.6.6",
        "10.1.2.3, 'evil.example', 10.1.2.3",
        "10.1.2.3, '198.51.100.1, unknown', 10.1.2.3",
        "10.1.2.3, '198.51.100.1,', 10.1.2.3",
        "10.1.2.3, '198.51.100.1:4711', 10.1.2.3",
        "10.1.2.3, '2001:db8:1:2:3:4:5:6', 2001:0db8:0001:0002::",
        "2001:db8:1:2::1, '', 2001:0db8:0001:0002::",
        "2001:db8:1:2:aaaa::9, '', 2001:0db8:0001:0002::",
        "fd00::1, '198.51.100.1', 198.51.100.1",
    })
    void P21_a_client_address_is_believed_as_far_as_our_own_proxies_wrote_it(
            String remote, String forwarded, String client) {
        var asked = new MockHttpServletRequest();
        asked.setRemoteAddr(remote);
        if (!forwarded.isEmpty()) {
            asked.addHeader("X-Forwarded-For", forwarded);
        }
        assertThat(caller.addressOf(asked)).isEqualTo(client);
    }
}
