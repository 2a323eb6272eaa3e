package webconference.room.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LookUpTest {

    private final CountDownLatch answers = new CountDownLatch(1);

    private InetAddress[] silent(String host) throws UnknownHostException {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Test
    void F31_a_name_service_that_says_nothing_holds_up_forty_no_longer_than_one() {
        var lookUp = new LookUp("tube.example", this::silent);
        var began = Instant.now();
        for (var i = 0; i < 40; i++) {
            assertThat(lookUp.addresses()).isEmpty();
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(2));
        answers.countDown();
        await().untilAsserted(() -> assertThat(lookUp.addresses()).hasSize(1));
    }

    @Test
    void a_host_that_is_known_is_told_at_once() {
        answers.countDown();
        assertThat(new LookUp("tube.example", this::silent).addresses()).hasSize(1);
    }

    @Test
    void a_host_that_nobody_knows_is_nowhere() {
        var lookUp =
                new LookUp(
                        "no-such-host.invalid",
                        host -> {
                            throw new UnknownHostException(host);
                        });
        assertThat(lookUp.addresses()).isEmpty();
    }
}
