package webconference.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A mail server with moods: it takes a message, says « later », refuses it, falls silent, or hangs
/// up; it may be far away, or never confirm. It counts how many speak with it at once.
final class MailServer implements AutoCloseable {

    enum Mood {
        TAKE,
        LATER,
        NEVER,
        FULL,
        SILENT,
        HANG_UP
    }

    record Taken(String recipient, String source) {
        MimeMessage message() {
            try {
                return new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(source.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    final List<Taken> taken = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final AtomicInteger speaking = new AtomicInteger();
    private final AtomicInteger mostSpeaking = new AtomicInteger();
    private volatile Function<String, List<Mood>> moods = _ -> List.of();
    private volatile Duration pause = Duration.ZERO;
    private volatile boolean confirms = true;

    private MailServer(ServerSocket socket) {
        this.socket = socket;
    }

    static MailServer start() {
        try {
            var server = new MailServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("mail-server").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /// How it meets an address the first, the second … time; then it takes.
    void meets(Function<String, List<Mood>> how) {
        moods = how;
    }

    /// Takes as long for each message as one far away.
    void isFarAway(Duration pause) {
        this.pause = pause;
    }

    /// Takes messages and never lives to say so.
    void neverConfirms() {
        confirms = false;
    }

    void forgetMost() {
        mostSpeaking.set(speaking.get());
    }

    int mostAtOnce() {
        return mostSpeaking.get();
    }

    int speaking() {
        return speaking.get();
    }

    int triesFor(String recipient) {
        var count = tries.get(recipient);
        return count == null ? 0 : count.get();
    }

    List<Taken> takenFor(String recipient) {
        return taken.stream().filter(t -> t.recipient().equals(recipient)).toList();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        mostSpeaking.accumulateAndGet(speaking.incrementAndGet(), Math::max);
        try (client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(client, "220 mail.test");
            var recipient = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> say(client, "250-mail.test\r\n250 8BITMIME");
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        if (!meet(client, recipient)) {
                            return;
                        }
                    }
                    case "DATA" -> {
                        say(client, "354 go on");
                        var source = readMessage(in);
                        Thread.sleep(pause);
                        taken.add(new Taken(recipient, source));
                        if (!confirms) {
                            client.getInputStream().transferTo(OutputStream.nullOutputStream());
                            return;
                        }
                        say(client, "250 taken");
                    }
                    case "QUIT" -> {
                        say(client, "221 bye");
                        return;
                    }
                    default -> say(client, "250 ok");
                }
            }
        } catch (IOException | InterruptedException e) {
            // They left.
        } finally {
            speaking.decrementAndGet();
        }
    }

    private boolean meet(Socket client, String recipient) throws IOException {
        var nth = tries.computeIfAbsent(recipient, _ -> new AtomicInteger()).getAndIncrement();
        var planned = moods.apply(recipient);
        switch (nth < planned.size() ? planned.get(nth) : Mood.TAKE) {
            case TAKE -> say(client, "250 ok");
            case LATER -> say(client, "451 not now");
            case FULL -> say(client, "552 5.2.2 mailbox full");
            case NEVER -> say(client, "550 no such mailbox");
            case SILENT -> {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return false;
            }
            case HANG_UP -> {
                return false;
            }
        }
        return true;
    }

    private static String readMessage(BufferedReader in) throws IOException {
        var source = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new EOFException("they left in the middle of a message");
            }
            source.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
        }
        return source.toString();
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
