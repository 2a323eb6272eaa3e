package webconference.local.bbb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {

    private static final String SECRET = "bbbSimSecret-2024_Zx81";
    private static final String URL = "https://portal.example.org/api/bbb/events";
    private static final Webhook ENDED =
            new Webhook(
                    "[{\"data\":{\"type\":\"event\",\"id\":\"meeting-ended\",\"attributes\":{\"meeting\":{\"internal-meeting-id\":\"5d41402abc4b2a76b9719d911017c592aa11bb22-1760000000123\",\"external-meeting-id\":\"room-42\"}},\"event\":{\"ts\":1760003600456}}}]",
                    1760003600789L,
                    "bbb-sim.example.org");

    @Test
    void the_body_is_a_form_in_the_order_of_version_3() {
        assertThat(ENDED.body())
                .startsWith("domain=bbb-sim.example.org&event=%5B%7B%22data%22%3A")
                .endsWith("&timestamp=1760003600789");
    }

    @ParameterizedTest(name = "generation {0}")
    @CsvSource({
        "A, 0d58e370e020d5056eb3014a3faa8a758c593ddc",
        "B, 2af59b58d8a010bc7642f60cd3314937ba595d0e",
        "C, 8995c4c5472580e8b895dca60bb9fb48dacdadba"
    })
    void each_generation_signs_in_its_own_way(
            SimulatorSettings.Generation generation, String checksum) {
        assertThat(ENDED.checksum(URL, SECRET, generation)).isEqualTo(checksum);
        assertThat(ENDED.signed(URL, SECRET, generation)).isEqualTo(URL + "?checksum=" + checksum);
        assertThat(ENDED.signed(URL + "?m=1", SECRET, generation)).contains("?m=1&checksum=");
    }
}
