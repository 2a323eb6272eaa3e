package webconference.local.bbb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who is called back, and the calling: each callback by itself, so that a slow one is overtaken.
final class Hooks implements AutoCloseable {

    private static final List<Duration> RETRIES =
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60));
    private static final Duration ONE_ATTEMPT_LASTS = Duration.ofSeconds(5);

    /// Somebody to call back.
    ///
    /// @param meetingId the one meeting it is about, if only one
    private record Hook(String id, String url, @Nullable String meetingId) {}

    private final String secret;
    private final String domain;
    private final Clock clock;
    private final Supplier<SimulatorSettings> settings;
    private final CountDownLatch closing;
    private final Map<String, Hook> byUrl = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Runnable> heldBack = new AtomicReference<>();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(ONE_ATTEMPT_LASTS)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    Hooks(
            String secret,
            String domain,
            Clock clock,
            Supplier<SimulatorSettings> settings,
            CountDownLatch closing) {
        this.secret = secret;
        this.domain = domain;
        this.clock = clock;
        this.settings = settings;
        this.closing = closing;
    }

    /// The URL alone tells hooks apart; whatever else differs in a second registration is ignored.
    Answer create(Parameters parameters) {
        var url =
                parameters
                        .find("callbackURL")
                        .orElseThrow(() ->
                                new Refusal(
                                        "missingParamCallbackURL",
                                        "You must specify a callbackURL in the parameters."));
        var made =
                new Hook(
                        UUID.randomUUID().toString(),
                        url,
                        parameters.find("meetingID").orElse(null));
        var existing = Optional.ofNullable(byUrl.putIfAbsent(url, made));
        return Answer.xml(
                Xml.success(xml -> {
                    xml.element("hookID", existing.orElse(made).id());
                    if (existing.isPresent()) {
                        xml.element("messageKey", "duplicateWarning")
                                .element(
                                        "message",
                                        "There is already a hook for this callback URL.");
                    } else {
                        xml.element("permanentHook", false).element("rawData", false);
                    }
                }));
    }

    Answer list() {
        return Answer.xml(
                Xml.success(xml ->
                        xml.element(
                                "hooks",
                                hooks ->
                                        byUrl.values()
                                                .forEach(hook ->
                                                        hooks.element(
                                                                "hook",
                                                                one -> {
                                                                    one.element("hookID", hook.id())
                                                                            .element(
                                                                                    "callbackURL",
                                                                                    hook.url());
                                                                    if (hook.meetingId() != null) {
                                                                        one.element(
                                                                                "meetingID",
                                                                                hook.meetingId());
                                                                    }
                                                                    one.element(
                                                                                    "permanentHook",
                                                                                    false)
                                                                            .element(
                                                                                    "rawData",
                                                                                    false);
                                                                })))));
    }

    Answer destroy(Parameters parameters) {
        var id =
                parameters
                        .find("hookID")
                        .orElseThrow(() ->
                                new Refusal(
                                        "missingParamHookID",
                                        "You must specify a hookID in the parameters."));
        if (!byUrl.values().removeIf(hook -> hook.id().equals(id))) {
            throw new Refusal("destroyMissingHook", "The hook informed was not found.");
        }
        return Answer.xml(Xml.success(xml -> xml.element("removed", true)));
    }

    /// Forgets all hooks, as a server does that lost its memory.
    void forgetEverything() {
        byUrl.clear();
    }

    /// @param event one event's JSON
    void send(Meeting meeting, String event) {
        var callback = new Webhook("[" + event + "]", clock.millis(), domain);
        byUrl.values().stream()
                .filter(hook -> hook.meetingId() == null || hook.meetingId().equals(meeting.id))
                .forEach(hook -> dispatch(hook, callback));
    }

    private void dispatch(Hook hook, Webhook callback) {
        var webhooks = settings.get().webhooks();
        if (webhooks.drop()) {
            return;
        }
        Runnable sending =
                () -> Thread.ofVirtual().name("webhook").start(() -> deliver(hook, callback));
        if (webhooks.duplicate()) {
            sending.run();
        }
        if (!webhooks.reorder()) {
            Optional.ofNullable(heldBack.getAndSet(null)).ifPresent(Runnable::run);
            sending.run();
            return;
        }
        var earlier = heldBack.getAndSet(null);
        if (earlier == null) {
            heldBack.set(sending);
        } else {
            sending.run();
            earlier.run();
        }
    }

    private void deliver(Hook hook, Webhook callback) {
        try {
            for (var pause : RETRIES) {
                if (isDelivered(hook, callback)
                        || closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            if (!isDelivered(hook, callback)) {
                byUrl.remove(hook.url());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDelivered(Hook hook, Webhook callback) throws InterruptedException {
        var webhooks = settings.get().webhooks();
        var url =
                webhooks.bearer()
                        ? hook.url()
                        : callback.signed(hook.url(), secret, webhooks.generation());
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(ONE_ATTEMPT_LASTS)
                        .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                        .POST(BodyPublishers.ofString(callback.body()));
        if (webhooks.bearer()) {
            request.header("Authorization", "Bearer " + secret);
        }
        try {
            var status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 || status == 401;
        } catch (IOException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
