package webconference.local.bbb;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// The calls under `/bigbluebutton/api/`. Whatever goes wrong, the status is 200.
final class Api {

    static final String PATH = "/bigbluebutton/api/";

    private static final long A_HANGING_CALL_LASTS_SECONDS = 60;
    private static final Set<String> FORM_TYPES =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data");
    private static final Set<String> XML_TYPES = Set.of("application/xml", "text/xml");

    private final String secret;
    private final String publicUrl;
    private final Meetings meetings;
    private final Hooks hooks;
    private final Supplier<SimulatorSettings> settings;
    private final CountDownLatch closing;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final JsonMapper json = new JsonMapper();

    /// @param closing opens when the server stops, so that no answer hangs on
    Api(
            String secret,
            String publicUrl,
            Meetings meetings,
            Hooks hooks,
            Supplier<SimulatorSettings> settings,
            CountDownLatch closing) {
        this.secret = secret;
        this.publicUrl = publicUrl;
        this.meetings = meetings;
        this.hooks = hooks;
        this.settings = settings;
        this.closing = closing;
    }

    /// How often each call came.
    Map<String, LongAdder> calls() {
        return calls;
    }

    void handle(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestURI().getPath().substring(PATH.length());
        calls.computeIfAbsent(call, _ -> new LongAdder()).increment();
        var now = settings.get();
        if (pause(now.delay().toMillis())) {
            exchange.close();
            return;
        }
        if (now.isFaulty(call)) {
            fail(now.fault(), exchange, call);
            return;
        }
        answer(call, exchange).send(exchange);
    }

    private void fail(SimulatorSettings.Fault fault, HttpExchange exchange, String call)
            throws IOException {
        switch (fault) {
            case NONE -> {}
            case ERROR_500 -> Answer.html(500, "").send(exchange);
            case HTML ->
                    Answer.html(200, "<html><body><h1>502 Bad Gateway</h1></body></html>")
                            .send(exchange);
            case CUT_XML -> {
                var whole = answer(call, exchange).body();
                Answer.xml(whole.substring(0, whole.length() / 2)).send(exchange);
            }
            case HANG -> {
                pause(TimeUnit.SECONDS.toMillis(A_HANGING_CALL_LASTS_SECONDS));
                exchange.close();
            }
        }
    }

    /// @return whether the server stops
    private boolean pause(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Answer answer(String call, HttpExchange exchange) throws IOException {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        if (call.isEmpty()) {
            return Answer.xml(
                    Xml.success(xml ->
                            xml.element("version", "2.0")
                                    .element("apiVersion", "2.0")
                                    .element("bbbVersion", "2.7.10-simulator")));
        }
        if (call.equals("guestWait")) {
            return guestWait(Parameters.of(query));
        }
        var body = exchange.getRequestMethod().equals("POST") ? Answer.bodyOf(exchange) : "";
        var type =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .orElse("");
        var isForm = FORM_TYPES.contains(type);
        var parameters = isForm ? Parameters.of(query, body) : Parameters.of(query);
        try {
            if (!body.isEmpty() && !isForm && !XML_TYPES.contains(type)) {
                throw new Refusal(
                        "unsupportedContentType",
                        "POST request Content-Type is missing or unsupported");
            }
            requireRightChecksum(call, query, parameters);
            return call(call, exchange.getRequestMethod(), parameters);
        } catch (Refusal refusal) {
            return call.equals("join") ? joinRefused(refusal, parameters) : refused(refusal);
        }
    }

    private void requireRightChecksum(String call, String query, Parameters parameters) {
        var checksum = parameters.get("checksum", "");
        if (!secret.isEmpty() && !Checksum.isRight(call, query, checksum, secret)) {
            throw new Refusal("checksumError", "Checksums do not match");
        }
    }

    private Answer call(String call, String method, Parameters parameters) {
        return switch (call) {
            case "create" ->
                    meetings.reading(() ->
                            Answer.xml(
                                    Xml.success(MeetingXml.created(meetings.create(parameters)))));
            case "join" -> join(method, parameters);
            case "isMeetingRunning" -> isMeetingRunning(parameters);
            case "getMeetingInfo" ->
                    meetings.reading(
                            () -> Answer.xml(Xml.success(MeetingXml.info(existing(parameters)))));
            case "getMeetings" -> meetings.reading(this::getMeetings);
            case "end" -> end(parameters);
            case "hooks/create" -> hooks.create(parameters);
            case "hooks/list" -> hooks.list();
            case "hooks/destroy" -> hooks.destroy(parameters);
            case "getRecordings" ->
                    Answer.xml(
                            Xml.success(xml ->
                                    xml.element("recordings", "")
                                            .element("messageKey", "noRecordings")
                                            .element(
                                                    "message",
                                                    "There are no recordings for the meeting(s).")));
            default -> throw new Refusal("unsupportedRequest", "This request is not supported.");
        };
    }

    private static Answer refused(Refusal refusal) {
        return Answer.xml(Xml.failure(refusal.key(), refusal.message()));
    }

    private Meeting existing(Parameters parameters) {
        var id =
                parameters
                        .find("meetingID")
                        .orElseThrow(() ->
                                new Refusal(
                                        "missingParamMeetingID", "You must provide a meeting ID"));
        return meetings.find(id)
                .orElseThrow(() ->
                        new Refusal(
                                "notFound", "We could not find a meeting with that meeting ID"));
    }

    /// An unknown meeting is no failure here: it does not run.
    private Answer isMeetingRunning(Parameters parameters) {
        var id =
                parameters
                        .find("meetingID")
                        .orElseThrow(() ->
                                new Refusal(
                                        "missingParamMeetingID", "You must provide a meeting ID"));
        return meetings.reading(() ->
                Answer.xml(
                        Xml.success(xml ->
                                xml.element(
                                        "running",
                                        meetings.find(id).map(Meeting::isRunning).orElse(false)))));
    }

    private Answer getMeetings() {
        var all = meetings.all();
        return Answer.xml(
                Xml.success(xml -> {
                    xml.element(
                            "meetings",
                            list ->
                                    all.forEach(meeting ->
                                            list.element("meeting", MeetingXml.info(meeting))));
                    if (all.isEmpty()) {
                        xml.element("messageKey", "noMeetings")
                                .element("message", "no meetings were found on this server");
                    }
                }));
    }

    private Answer end(Parameters parameters) {
        meetings.end(existing(parameters));
        return Answer.xml(
                Xml.success(xml ->
                        xml.element("messageKey", "sentEndMeetingRequest")
                                .element(
                                        "message",
                                        "A request to end the meeting was sent.  Please wait a few seconds, and then"
                                                + " use the getMeetingInfo or isMeetingRunning API calls to"
                                                + " verify that it was ended.")));
    }

    private Answer join(String method, Parameters parameters) {
        if (!method.equals("GET")) {
            return new Answer(405, "text/plain", "", "");
        }
        var visit = meetings.join(parameters);
        var waits = visit.state == Visit.State.WAITING;
        var url =
                publicUrl
                        + "/html5client/"
                        + (waits ? "guestWait" : "join")
                        + "?sessionToken="
                        + visit.token;
        if (parameters.flag("redirect").orElse(true)) {
            return Answer.redirect(url);
        }
        return Answer.xml(
                Xml.success(xml ->
                        xml.element("messageKey", waits ? "guestWait" : "successfullyJoined")
                                .element(
                                        "message",
                                        waits
                                                ? "Guest waiting for approval to join meeting."
                                                : "You have joined successfully.")
                                .element(
                                        "meeting_id",
                                        meetings.seat(visit.token)
                                                .map(seat -> seat.meeting().internalId)
                                                .orElse(""))
                                .element("user_id", visit.internalId)
                                .element("auth_token", visit.internalId)
                                .element("session_token", visit.token)
                                .element("guestStatus", waits ? "WAIT" : "ALLOW")
                                .element("url", url)));
    }

    /// A refused join is a redirect as well, with the reason in the query.
    private Answer joinRefused(Refusal refusal, Parameters parameters) {
        if (refusal.key().equals("Params required")
                || parameters.get("redirect", "true").equals("false")) {
            return refused(refusal);
        }
        var errors =
                json.writeValueAsString(
                        List.of(Map.of("key", refusal.key(), "message", refusal.message())));
        var target =
                parameters
                        .find("errorRedirectUrl")
                        .or(() ->
                                parameters
                                        .find("meetingID")
                                        .flatMap(meetings::find)
                                        .flatMap(m -> m.settings.find("logoutURL")))
                        .or(() -> parameters.find("logoutURL"))
                        .orElse(publicUrl + "/");
        return Answer.redirect(
                target
                        + (target.contains("?") ? "&" : "?")
                        + "errors="
                        + URLEncoder.encode(errors, StandardCharsets.UTF_8));
    }

    /// What the waiting page asks, again and again; in JSON.
    private Answer guestWait(Parameters parameters) {
        var token = parameters.get("sessionToken", "");
        var seat = meetings.seat(token);
        if (seat.isEmpty()) {
            return Answer.json(
                    json.writeValueAsString(
                            Map.of(
                                    "response",
                                    Map.of(
                                            "returncode",
                                            "FAILED",
                                            "messageKey",
                                            "guestInvalid",
                                            "message",
                                            "The session is not valid any more."))));
        }
        var state = meetings.asks(seat.get());
        var url = publicUrl + "/html5client/join?sessionToken=" + token;
        var isAllowed = state == Visit.State.ALLOWED || state == Visit.State.IN;
        if (isAllowed && parameters.get("redirect", "true").equals("true")) {
            return Answer.redirect(url);
        }
        var isDenied = state == Visit.State.DENIED;
        var visit = seat.get().visit();
        return Answer.json(
                json.writeValueAsString(
                        Map.of(
                                "response",
                                Map.of(
                                        "returncode",
                                        "SUCCESS",
                                        "messageKey",
                                        isAllowed
                                                ? "guestAllowed"
                                                : isDenied ? "guestDeny" : "guestWait",
                                        "message",
                                        "",
                                        "meeting_id",
                                        seat.get().meeting().internalId,
                                        "user_id",
                                        visit.internalId,
                                        "session_token",
                                        token,
                                        "guestStatus",
                                        isAllowed ? "ALLOW" : isDenied ? "DENY" : "WAIT",
                                        "lobbyMessage",
                                        "",
                                        "url",
                                        isAllowed ? url : ""))));
    }
}
