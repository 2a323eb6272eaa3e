package webconference.room.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where a host is, asked of the name service now and then. Whoever wants to know waits a moment at
/// most, together with all others who do: after that, what was known before counts.
class LookUp {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /// What answers for the addresses of a host.
    @FunctionalInterface
    interface NameService {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /// One question, begun at a moment of the system's own time.
    private record Question(long begun, CountDownLatch answered) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - begun > age.toNanos();
        }

        void waitForAnswer() {
            var left = begun + PATIENCE.toNanos() - System.nanoTime();
            try {
                var _ = answered.await(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final String host;
    private final NameService names;
    private volatile List<InetAddress> addresses = List.of();
    private @Nullable Question last;

    LookUp(String host) {
        this(host, InetAddress::getAllByName);
    }

    LookUp(String host, NameService names) {
        this.host = host;
        this.names = names;
    }

    /// None where the name service knows none, or has never answered yet.
    List<InetAddress> addresses() {
        question().waitForAnswer();
        return addresses;
    }

    private synchronized Question question() {
        var question = last;
        if (question == null
                || (question.answered().getCount() == 0 && question.isOlderThan(FRESH))) {
            question = new Question(System.nanoTime(), new CountDownLatch(1));
            last = question;
            ask(question);
        }
        return question;
    }

    private void ask(Question question) {
        Thread.ofVirtual()
                .name("lookup-" + host)
                .start(() -> {
                    try {
                        addresses = List.of(names.addressesOf(host));
                    } catch (UnknownHostException e) {
                        addresses = List.of();
                    } finally {
                        question.answered().countDown();
                    }
                });
    }
}
