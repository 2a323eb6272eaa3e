package webconference.streaming.rtmp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import webconference.streaming.MediaUnit;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;
import webconference.streaming.PublishFailure;
import webconference.streaming.PublishFailure.Dropped;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.Publisher;
import webconference.streaming.rtmp.TargetGuard.Checked;

/// One publication over one connection. Three threads serve it: one reads what the server says, one
/// sends what is queued, and one watches that the sending does not hang.
final class RtmpConnection implements Publisher.Publication {

    private static final int CHUNK_SIZE = 4096;
    private static final int ACKNOWLEDGE_EVERY = 64 * 1024;
    private static final int PING = 6;
    private static final int PONG = 7;
    private static final Pattern CODE = Pattern.compile("Net[A-Za-z.]{1,60}");
    private static final Pattern NO =
            Pattern.compile("BadName|Denied|Rejected|Failed|Unauthorized");
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final Duration WEDGED = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofMillis(1500);

    private final Wire wire;
    private final Checked target;
    private final String key;
    private final Publisher.Audience audience;
    private final ChunkReader reader;
    private final ChunkWriter writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final OutgoingQueue queue = new OutgoingQueue();
    private final Map<Integer, CompletableFuture<List<@Nullable Object>>> asked =
            new ConcurrentHashMap<>();
    private final CompletableFuture<String> accepted = new CompletableFuture<>();
    private final CompletableFuture<Void> readingEnded = new CompletableFuture<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Thread sender;
    private final Thread watcher;

    private int transactions;
    private int stream;
    private long at;
    private volatile long acceptedAt;
    private volatile long writingSince;
    private volatile long acknowledged;
    private volatile boolean isGone;
    private long window = 2_500_000;
    private long acknowledgedByUs;

    private RtmpConnection(Wire wire, Checked target, String key, Publisher.Audience audience) {
        this.wire = wire;
        this.target = target;
        this.key = key;
        this.audience = audience;
        reader = new ChunkReader(wire.in());
        writer = new ChunkWriter(wire.out());
        sender = Thread.ofVirtual().name("rtmp-out-" + target.host()).unstarted(this::send);
        watcher = Thread.ofVirtual().name("rtmp-watch-" + target.host()).unstarted(this::watch);
    }

    /// Asks to publish under the key and returns when the server has accepted it.
    ///
    /// @throws PublishFailure if it did not
    static RtmpConnection publish(
            Wire wire, Checked target, String key, Publisher.Audience audience) {
        var connection = new RtmpConnection(wire, target, key, audience);
        connection.talk(() -> {
            connection.connect();
            connection.ask();
            connection.begin();
        });
        return connection;
    }

    /// Asks for the application and for nothing in it, and goes again.
    ///
    /// @throws PublishFailure if the server does not want us there
    static void tryOut(Wire wire, Checked target) {
        var connection = new RtmpConnection(wire, target, "", _ -> {});
        connection.talk(connection::connect);
        connection.leave();
    }

    // asking

    private interface Talk {
        void run() throws InterruptedException;
    }

    private void talk(Talk talk) {
        Thread.ofVirtual().name("rtmp-in-" + target.host()).start(this::read);
        try {
            talk.run();
        } catch (InterruptedException e) {
            leave();
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted", e);
        } catch (Broken e) {
            leave();
            throw new Refused(target.host() + " hung up while it was being asked");
        } catch (PublishFailure e) {
            leave();
            throw e;
        }
    }

    private void leave() {
        isOver.set(true);
        wire.close();
    }

    private void connect() throws InterruptedException {
        write(Message.control(Message.SET_CHUNK_SIZE, CHUNK_SIZE));
        writer.chunkSize(CHUNK_SIZE);
        write(Message.control(Message.WINDOW_SIZE, ACKNOWLEDGE_EVERY));
        var _ =
                call(
                        "connect",
                        Map.of(
                                "app",
                                target.application(),
                                "type",
                                "nonprivate",
                                "flashVer",
                                "FMLE/3.0 (compatible; Web-conference)",
                                "tcUrl",
                                target.url()));
    }

    private void ask() throws InterruptedException {
        tell(0, "releaseStream", null, key);
        tell(0, "FCPublish", null, key);
        var created = call("createStream", (Object) null);
        stream = created.getLast() instanceof Double number ? number.intValue() : 1;
        tell(stream, "publish", null, key, "live");
        var status = answer("publish", accepted);
        if (!status.equals("NetStream.Publish.Start")) {
            throw new Refused(target.host() + " answers " + status);
        }
    }

    private void begin() {
        acceptedAt = System.nanoTime();
        write(FlvTags.metadata(0, stream));
        sender.start();
        watcher.start();
        if (isGone) {
            lost(dropped(null)); // while we were about to begin
        }
    }

    private List<@Nullable Object> call(String command, @Nullable Object... arguments)
            throws InterruptedException {
        var answer = new CompletableFuture<List<@Nullable Object>>();
        asked.put(transactions + 1, answer);
        tell(0, command, arguments);
        if (isGone) {
            answer.completeExceptionally(new EOFException());
        }
        return answer(command, answer);
    }

    /// Sends a command whose answer does not matter.
    private void tell(int onStream, String command, @Nullable Object... arguments) {
        var values = new @Nullable Object[arguments.length + 2];
        values[0] = command;
        values[1] = ++transactions;
        System.arraycopy(arguments, 0, values, 2, arguments.length);
        write(new Message(Message.COMMAND, 0, onStream, Amf0.write(values)));
        flush();
    }

    /// A server that hangs up instead of answering has said no in its own way.
    private <T> T answer(String command, CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreachable(target.host() + " does not answer to " + command, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new Refused(target.host() + " hung up when asked to " + command);
        }
    }

    // publishing

    @Override
    public void send(MediaUnit unit) {
        queue.offer(unit);
    }

    @Override
    public long acknowledgedBytes() {
        return acknowledged;
    }

    @Override
    public void close() {
        if (isOver.getAndSet(true)) {
            return;
        }
        queue.end();
        watcher.interrupt();
        try {
            if (sender.join(FAREWELL)) {
                readingEnded.get(FAREWELL.toMillis() / 3, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // it has been told; it need not hang up first
        } finally {
            wire.close();
        }
    }

    private void send() {
        try {
            for (var unit = queue.take(); unit.isPresent(); unit = queue.take()) {
                write(FlvTags.message(unit.get(), timeOf(unit.get()), stream));
                if (queue.isEmpty()) {
                    flush();
                }
            }
            tell(0, "FCUnpublish", null, key);
            tell(0, "deleteStream", null, stream);
            flush();
            wire.endOutput();
        } catch (IOException | Broken e) {
            lost(dropped(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A description belongs to what comes next, so it has the time of what came last.
    private long timeOf(MediaUnit unit) {
        at =
                switch (unit) {
                    case Picture picture -> picture.at();
                    case Sound sound -> sound.at();
                    case PictureConfiguration _, SoundConfiguration _ -> at;
                };
        return at;
    }

    /// A write that waits for too long is the only sign of a peer that is there and does not read.
    private void watch() {
        try {
            while (!isOver.get()) {
                Thread.sleep(Duration.ofMillis(500));
                var since = writingSince;
                if (since != 0 && System.nanoTime() - since > WEDGED.toNanos()) {
                    lost(dropped(new IOException("it stopped reading")));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // listening

    private void read() {
        try {
            for (; ; ) {
                heard(reader.next());
                acknowledge();
            }
        } catch (IOException | RuntimeException e) {
            isGone = true;
            asked.values().forEach(it -> it.completeExceptionally(e));
            if (!accepted.completeExceptionally(e) && acceptedAt != 0) {
                lost(dropped(e));
            }
        } finally {
            readingEnded.complete(null);
        }
    }

    private void heard(Message message) throws IOException {
        var payload = ByteBuffer.wrap(message.payload());
        switch (message.type()) {
            case Message.ACKNOWLEDGEMENT -> acknowledged = extended(payload.getInt());
            case Message.WINDOW_SIZE -> window = payload.getInt() & 0xFFFFFFFFL;
            case Message.USER_CONTROL -> {
                if (payload.getShort() == PING) {
                    answerPing(payload.getInt());
                }
            }
            case Message.COMMAND -> heard(Amf0.read(message.payload()));
            default -> {}
        }
    }

    private void heard(List<@Nullable Object> command) {
        if (command.size() < 2
                || !(command.get(0) instanceof String name)
                || !(command.get(1) instanceof Double transaction)) {
            return;
        }
        var question = asked.get(transaction.intValue());
        switch (name) {
            case "_result" -> {
                if (question != null) {
                    question.complete(command);
                }
            }
            case "_error" -> {
                if (question != null) {
                    question.completeExceptionally(refused(command));
                }
            }
            case "onStatus" -> heardStatus(command);
            default -> {}
        }
    }

    private void heardStatus(List<@Nullable Object> command) {
        var code = codeOf(command);
        var isError =
                NO.matcher(code).find()
                        || (command.getLast() instanceof Map<?, ?> details
                                && "error".equals(details.get("level")));
        if (isError && !accepted.complete(code)) {
            lost(refused(command));
        } else if (code.equals("NetStream.Publish.Start")) {
            accepted.complete(code);
        }
    }

    private Refused refused(List<@Nullable Object> command) {
        return new Refused(target.host() + " answers " + codeOf(command));
    }

    /// The code and nothing else: servers like to repeat the key in their descriptions.
    private static String codeOf(List<@Nullable Object> command) {
        return command.getLast() instanceof Map<?, ?> details
                        && details.get("code") instanceof String code
                        && CODE.matcher(code).matches()
                ? code
                : "no";
    }

    private void answerPing(int time) {
        var pong = ByteBuffer.allocate(6).putShort((short) PONG).putInt(time).array();
        write(new Message(Message.USER_CONTROL, 0, 0, pong));
        flush();
    }

    private void acknowledge() {
        if (reader.bytes() - acknowledgedByUs >= window / 2) {
            acknowledgedByUs = reader.bytes();
            write(Message.control(Message.ACKNOWLEDGEMENT, (int) reader.bytes()));
            flush();
        }
    }

    /// The count on the wire has 32 bits and begins anew after 4 GB.
    private long extended(int count) {
        var low = count & 0xFFFFFFFFL;
        var high = acknowledged & ~0xFFFFFFFFL;
        return high + low < acknowledged ? high + (1L << 32) + low : high + low;
    }

    // both ways

    /// The connection does not take what is written to it.
    private static final class Broken extends RuntimeException {
        Broken(IOException cause) {
            super(cause);
        }
    }

    private void write(Message message) {
        onTheWire(() -> writer.write(message));
    }

    private void flush() {
        onTheWire(writer::flush);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void onTheWire(Writing what) {
        writing.lock();
        try {
            writingSince = System.nanoTime();
            what.run();
        } catch (IOException e) {
            throw new Broken(e);
        } finally {
            writingSince = 0;
            writing.unlock();
        }
    }

    private Dropped dropped(@Nullable Throwable cause) {
        return new Dropped(Duration.ofNanos(System.nanoTime() - acceptedAt), cause);
    }

    private void lost(PublishFailure failure) {
        if (isOver.getAndSet(true)) {
            return;
        }
        queue.end();
        wire.close();
        audience.lost(failure);
    }
}
