package webconference.local.bbb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server.
public final class BbbSimulator implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BbbSimulator.class);
    private static final long TICK_MILLIS = 200;

    private final CountDownLatch closing;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Hooks hooks;

    private BbbSimulator(HttpServer server, Hooks hooks, CountDownLatch closing) {
        this.server = server;
        this.hooks = hooks;
        this.closing = closing;
    }

    /// @param port where it listens, on loopback; 0 for any
    /// @param delay how long each API call takes, such as `300ms`
    public static BbbSimulator start(int port, String secret, String delay) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            return start(server, secret, delay);
        } catch (IOException e) {
            throw new IllegalStateException("cannot listen on port " + port, e);
        }
    }

    private static BbbSimulator start(HttpServer server, String secret, String delay) {
        var clock = Clock.systemUTC();
        var settings =
                new AtomicReference<>(SimulatorSettings.withDelay(OperatorDesk.duration(delay)));
        var closing = new CountDownLatch(1);
        var hooks = new Hooks(secret, "localhost", clock, settings::get, closing);
        var simulator = new BbbSimulator(server, hooks, closing);
        var meetings = new Meetings(clock, new WebhookNews(hooks, clock), settings::get);
        var publicUrl = "http://localhost:" + server.getAddress().getPort();
        var api = new Api(secret, publicUrl, meetings, hooks, settings::get, closing);
        var pages = new MeetingPages(meetings, () -> closing.getCount() == 0);
        var desk = new OperatorDesk(meetings, hooks, api, settings);
        simulator.serve(Api.PATH, api::handle);
        simulator.serve(MeetingPages.PATH, pages::handle);
        simulator.serve(OperatorDesk.PATH, desk::handle);
        simulator.serve(
                "/", exchange -> Answer.html(200, "<p>BigBlueButton (simulator)").send(exchange));
        server.setExecutor(simulator.requests);
        server.start();
        Thread.ofVirtual().name("bbb-tick").start(() -> tick(meetings, closing));
        return simulator;
    }

    private static void tick(Meetings meetings, CountDownLatch closing) {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                meetings.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Handling {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handling handling) {
        server.createContext(
                path,
                exchange -> {
                    try {
                        handling.handle(exchange);
                    } catch (IOException gone) {
                        exchange.close();
                    } catch (RuntimeException e) {
                        log.error("{} failed", exchange.getRequestURI().getPath(), e);
                        exchange.close();
                    }
                });
    }

    /// Where it really listens.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        hooks.close();
        server.stop(0);
        requests.shutdownNow();
    }
}
