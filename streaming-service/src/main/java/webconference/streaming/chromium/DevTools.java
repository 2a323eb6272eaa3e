package webconference.streaming.chromium;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.streaming.chromium.DevToolsFailure.Gone;
import webconference.streaming.chromium.DevToolsFailure.NoAnswer;
import webconference.streaming.chromium.DevToolsFailure.Refused;

/// The browser's debugging protocol over its pipe: JSON messages that end with a zero byte. A port
/// on the network would let others in; a pipe dies with us, and the browser dies with the pipe.
final class DevTools {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream commands;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Asked> asked = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Event>> listeners = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private record Asked(String command, CompletableFuture<JsonNode> answer) {}

    /// What the browser says of its own accord.
    record Event(String name, JsonNode parameters) {}

    DevTools(String name, OutputStream commands, InputStream answers) {
        this.commands = commands;
        Thread.ofPlatform().daemon().name("devtools-" + name).start(() -> read(answers));
    }

    /// Is done when the browser has closed the pipe.
    CompletableFuture<Void> end() {
        return end;
    }

    /// Has the events of a session told, from the reading thread: a listener must not wait.
    void listen(String session, Consumer<Event> listener) {
        listeners.put(session, listener);
    }

    void forget(String session) {
        listeners.remove(session);
    }

    /// Tells the browser to do something and waits for its answer.
    ///
    /// @param session the tab meant; null for the browser itself
    /// @throws DevToolsFailure if it was not done
    JsonNode call(
            @Nullable String session, String command, Map<String, ?> parameters, Duration limit)
            throws InterruptedException {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, new Asked(command, answer));
        try {
            write(id, session, command, parameters);
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswer(command, limit);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DevToolsFailure failure ? failure : new Gone(e);
        } finally {
            asked.remove(id);
        }
    }

    /// Tells the browser to do something that may never be answered.
    void send(@Nullable String session, String command, Map<String, ?> parameters) {
        write(ids.incrementAndGet(), session, command, parameters);
    }

    private void write(
            int id, @Nullable String session, String command, Map<String, ?> parameters) {
        var message = new LinkedHashMap<String, Object>();
        message.put("id", id);
        message.put("method", command);
        message.put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        var bytes = JSON.writeValueAsBytes(message);
        writing.lock();
        try {
            commands.write(bytes);
            commands.write(0);
            commands.flush();
        } catch (IOException e) {
            throw new Gone(e);
        } finally {
            writing.unlock();
        }
        if (end.isDone()) {
            throw new Gone(null);
        }
    }

    private void read(InputStream answers) {
        try (var in = new BufferedInputStream(answers, 1 << 16)) {
            var message = new ByteArrayOutputStream();
            for (var next = in.read(); next >= 0; next = in.read()) {
                if (next != 0) {
                    message.write(next);
                } else {
                    heard(JSON.readTree(message.toByteArray()));
                    message.reset();
                }
            }
        } catch (IOException e) {
            // the same as the end
        } finally {
            end.complete(null);
            asked.values().forEach(it -> it.answer().completeExceptionally(new Gone(null)));
        }
    }

    private void heard(JsonNode message) {
        var id = message.path("id");
        if (id.isNumber()) {
            var question = asked.remove(id.intValue());
            if (question != null) {
                answered(question, message);
            }
            return;
        }
        var event = new Event(message.path("method").asString(""), message.path("params"));
        var session =
                message.path("sessionId")
                        .asString(event.parameters().path("sessionId").asString(""));
        var listener = listeners.get(session);
        if (listener != null) {
            listener.accept(event);
        }
    }

    private static void answered(Asked question, JsonNode message) {
        var error = message.path("error");
        if (error.isMissingNode()) {
            question.answer().complete(message.path("result"));
        } else {
            var why = error.path("message").asString("");
            question.answer().completeExceptionally(new Refused(question.command(), why));
        }
    }
}
