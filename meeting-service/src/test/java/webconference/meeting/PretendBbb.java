package webconference.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A server that speaks as BigBlueButton does and checks every checksum over the query as it came
/// in: meetings without people of flesh.
public final class PretendBbb implements AutoCloseable {

    /// The secret of the published test vectors.
    public static final String SECRET = "bbbSimSecret-2024_Zx81";

    public record User(String id, String role) {}

    public record Call(String name, Map<String, String> parameters) {}

    private static final class Held {
        final long createTime;
        final Map<String, String> parameters;
        final List<User> users = new CopyOnWriteArrayList<>();

        Held(long createTime, Map<String, String> parameters) {
            this.createTime = createTime;
            this.parameters = parameters;
        }
    }

    /// Answers in the place of the server.
    public interface Fault {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final String secret;
    private final HttpServer server;
    private final Map<String, Held> meetings = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> fronts = new ConcurrentHashMap<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final AtomicLong createTimes = new AtomicLong(1_760_000_000_000L);
    private volatile boolean down;

    public PretendBbb(String secret) {
        this.secret = secret;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/bigbluebutton/api/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/bigbluebutton/";
    }

    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// Every call is cut off until it is back.
    public void goDown() {
        down = true;
    }

    public void comeBack() {
        down = false;
        faults.clear();
    }

    public void answerTo(String call, Fault fault) {
        faults.put(call, fault);
    }

    public List<Call> calls(String name) {
        return calls.stream().filter(call -> call.name().equals(name)).toList();
    }

    /// What the last call of that name said to who stands before a server.
    public Map<String, String> saidToTheFront(String call) {
        return fronts.getOrDefault(call, Map.of());
    }

    public boolean has(OpeningId opening) {
        return meetings.containsKey(opening.toString());
    }

    public Map<String, String> created(OpeningId opening) {
        return held(opening).parameters;
    }

    public long createTime(OpeningId opening) {
        return held(opening).createTime;
    }

    private Held held(OpeningId opening) {
        var held = meetings.get(opening.toString());
        if (held == null) {
            throw new IllegalStateException("no meeting " + opening);
        }
        return held;
    }

    /// As if somebody had asked for it elsewhere.
    public void put(OpeningId opening) {
        meetings.put(opening.toString(), new Held(createTimes.incrementAndGet(), Map.of()));
    }

    public void enter(OpeningId opening, String person, Role role) {
        held(opening).users.add(new User(person, role.name()));
    }

    public void leave(OpeningId opening, String person) {
        held(opening).users.removeIf(user -> user.id().equals(person));
    }

    /// « Mettre fin à la réunion ».
    public void endInMeeting(OpeningId opening) {
        meetings.remove(opening.toString());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (down) {
                return;
            }
            var path = exchange.getRequestURI().getPath();
            fronts.put(
                    path.substring(path.lastIndexOf('/') + 1),
                    exchange.getRequestHeaders().entrySet().stream()
                            .filter(it -> it.getKey().startsWith("Client-"))
                            .collect(toMap(Map.Entry::getKey, it -> it.getValue().getFirst())));
            var call = path.substring("/bigbluebutton/api/".length());
            var raw = exchange.getRequestURI().getRawQuery();
            var parameters = parameters(raw == null ? "" : raw);
            calls.add(new Call(call, parameters));
            var fault = faults.get(call);
            if (fault != null) {
                try {
                    fault.answer(exchange);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return;
            }
            answer(
                    exchange,
                    isSigned(call, raw) ? answer(call, parameters) : failed("checksumError"));
        }
    }

    public static void answer(HttpExchange exchange, String body) throws IOException {
        answer(exchange, 200, "text/xml;charset=utf-8", body);
    }

    public static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// What the server would have answered.
    public void answerTruly(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestURI().getPath().substring("/bigbluebutton/api/".length());
        answer(exchange, answer(call, parameters(exchange.getRequestURI().getRawQuery())));
    }

    private String answer(String call, Map<String, String> parameters) {
        var id = parameters.getOrDefault("meetingID", "");
        return switch (call) {
            case "create" -> {
                var isNew = !meetings.containsKey(id);
                var held =
                        meetings.computeIfAbsent(
                                id, _ -> new Held(createTimes.incrementAndGet(), parameters));
                yield "<response><returncode>SUCCESS</returncode><meetingID>"
                        + id
                        + "</meetingID><createTime>"
                        + held.createTime
                        + "</createTime><messageKey>"
                        + (isNew ? "" : "duplicateWarning")
                        + "</messageKey><message/></response>";
            }
            case "end" ->
                    meetings.remove(id) == null
                            ? failed("notFound")
                            : "<response><returncode>SUCCESS</returncode><messageKey>"
                                    + "sentEndMeetingRequest</messageKey></response>";
            case "getMeetings" ->
                    meetings.isEmpty()
                            ? "<response><returncode>SUCCESS</returncode><meetings/>"
                                    + "<messageKey>noMeetings</messageKey></response>"
                            : "<response><returncode>SUCCESS</returncode><meetings>"
                                    + String.join(
                                            "",
                                            meetings.entrySet().stream()
                                                    .map(it ->
                                                            "<meeting>"
                                                                    + body(
                                                                            it.getKey(),
                                                                            it.getValue())
                                                                    + "</meeting>")
                                                    .toList())
                                    + "</meetings></response>";
            case "getMeetingInfo" -> {
                var held = meetings.get(id);
                yield held == null
                        ? failed("notFound")
                        : "<response><returncode>SUCCESS</returncode>"
                                + body(id, held)
                                + "</response>";
            }
            case "hooks/create" ->
                    "<response><returncode>SUCCESS</returncode><hookID>1</hookID></response>";
            default -> failed("unsupportedRequest");
        };
    }

    private static String body(String id, Held held) {
        var users = new StringBuilder();
        for (var user : held.users) {
            users.append("<attendee><userID>")
                    .append(user.id())
                    .append("</userID><fullName>N</fullName><role>")
                    .append(user.role())
                    .append("</role><customdata/></attendee>");
        }
        return "<meetingName>N</meetingName><meetingID>%s</meetingID><createTime>%d</createTime>"
                        .formatted(id, held.createTime)
                + "<running>%s</running><attendees>%s</attendees><metadata/>"
                        .formatted(!held.users.isEmpty(), users);
    }

    private static String failed(String key) {
        return "<response><returncode>FAILED</returncode><messageKey>"
                + key
                + "</messageKey><message>no</message></response>";
    }

    private boolean isSigned(String call, String raw) {
        var at = raw == null ? -1 : raw.indexOf("checksum=");
        if (at < 0) {
            return false;
        }
        var query = at == 0 ? "" : raw.substring(0, at - 1);
        var received = raw.substring(at + "checksum=".length());
        var algorithm = received.length() == 40 ? "SHA-1" : "SHA-256";
        return hex(algorithm, call + query + secret).equals(received);
    }

    public static Map<String, String> parameters(String raw) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                var name = URLDecoder.decode(pair.substring(0, at), UTF_8);
                if (parameters.put(name, URLDecoder.decode(pair.substring(at + 1), UTF_8))
                        != null) {
                    throw new IllegalStateException(name + " came twice");
                }
            }
        }
        return parameters;
    }

    public static String hex(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The body of a callback.
    public static String callbackBody(long timestamp, String... events) {
        return "domain=bbb.example.org&event="
                + URLEncoder.encode("[" + String.join(",", events) + "]", UTF_8)
                + "&timestamp="
                + timestamp;
    }

    public static String event(String name, OpeningId opening, String user) {
        return """
        {"data":{"type":"event","id":"%s","attributes":{"meeting":{"internal-meeting-id":"x-1",\
        "external-meeting-id":"%s"}%s},"event":{"ts":1760000042001}}}\
        """
                .formatted(name, opening, user.isEmpty() ? "" : ",\"user\":" + user);
    }

    public static String user(String id, Role role) {
        return "{\"internal-user-id\":\"w_1\",\"external-user-id\":\"%s\",\"role\":\"%s\"}"
                .formatted(id, role);
    }

    /// Calls back as the newest generation does.
    ///
    /// @param registered the address the proof is made for
    /// @param where the address that is called
    /// @return the status of the answer
    public int callBack(URI registered, URI where, String body) {
        return post(where, body, hex("SHA-1", registered + body + secret));
    }

    public static int post(URI where, String body, String checksum) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(where + "?checksum=" + checksum))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Ids of all meetings there are.
    public List<String> meetings() {
        return new ArrayList<>(meetings.keySet());
    }
}
