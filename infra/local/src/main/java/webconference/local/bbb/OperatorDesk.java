package webconference.local.bbb;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What no real server has, for tests and demonstrations: `/simulator/…` shows everything, changes
/// how the server behaves, and does what people would do by hand. See `infra/local/README.md`.
final class OperatorDesk {

    static final String PATH = "/simulator/";

    /// Where the meeting page paints its clock as squares, as « Live » sees it (`picture.js`).
    private static final String CLOCK_BOX =
            """
            {"x": 0, "y": 0, "width": 648, "height": 32, "square": 24}
            """;

    private final Meetings meetings;
    private final Hooks hooks;
    private final Api api;
    private final AtomicReference<SimulatorSettings> settings;
    private final JsonMapper json = new JsonMapper();

    OperatorDesk(
            Meetings meetings, Hooks hooks, Api api, AtomicReference<SimulatorSettings> settings) {
        this.meetings = meetings;
        this.hooks = hooks;
        this.api = api;
        this.settings = settings;
    }

    void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(PATH.length()).split("/", -1);
        try {
            answer(exchange, path).send(exchange);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            new Answer(400, "text/plain;charset=UTF-8", String.valueOf(e.getMessage()), "")
                    .send(exchange);
        }
    }

    private Answer answer(HttpExchange exchange, String[] path) throws IOException {
        var method = exchange.getRequestMethod();
        return switch (method + " " + path[0]) {
            case "GET meetings" ->
                    meetings.reading(() ->
                            Answer.json(
                                    json.writeValueAsString(
                                            meetings.all().stream()
                                                    .map(OperatorDesk::view)
                                                    .toList())));
            case "GET calls" -> Answer.json(json.writeValueAsString(api.calls()));
            case "GET clock-box" -> Answer.json(CLOCK_BOX);
            case "GET settings" -> Answer.json(show(settings.get()));
            case "PUT settings" -> {
                var changes = json.readTree(Answer.bodyOf(exchange));
                yield Answer.json(show(settings.updateAndGet(now -> changed(now, changes))));
            }
            case "POST reset" -> {
                meetings.forgetEverything();
                hooks.forgetEverything();
                yield Answer.nothing();
            }
            case "POST meetings" -> onMeeting(path);
            case "POST sessions" -> stay(path);
            default -> notFound();
        };
    }

    private static Answer notFound() {
        return new Answer(404, "text/plain;charset=UTF-8", "", "");
    }

    /// `meetings/{id}/end` · `meetings/{id}/admit|deny/{userID|everybody}` ·
    /// `meetings/{id}/remove/{userID}`
    private Answer onMeeting(String[] path) {
        var meeting = meetings.find(path.length > 2 ? path[1] : "");
        if (meeting.isEmpty()) {
            return notFound();
        }
        var who = path.length > 3 ? path[3] : "everybody";
        switch (path[2]) {
            case "end" -> meetings.end(meeting.get());
            case "admit", "deny" -> decide(meeting.get(), who, path[2].equals("admit"));
            case "remove" -> remove(meeting.get(), who);
            default -> {
                return notFound();
            }
        }
        return Answer.nothing();
    }

    private void decide(Meeting meeting, String who, boolean allow) {
        if (who.equals("everybody")) {
            meetings.decideAll(meeting, allow);
        } else {
            meetings.decide(meeting, who, allow);
        }
    }

    private void remove(Meeting meeting, String userId) {
        meetings.reading(() ->
                        meeting.people().filter(visit -> visit.userId.equals(userId)).toList())
                .forEach(visit -> meetings.leave(new Meetings.Seat(meeting, visit)));
    }

    /// `sessions/{token}/stay` keeps somebody in without a browser; `sessions/{token}/leave` ends
    /// that.
    private Answer stay(String[] path) {
        var seat = meetings.seat(path.length > 2 ? path[1] : "");
        if (seat.isEmpty()) {
            return notFound();
        }
        if (path[2].equals("leave")) {
            meetings.leave(seat.get());
            return Answer.nothing();
        }
        return meetings.connected(seat.get(), new PageConnection(_ -> ""))
                ? Answer.nothing()
                : new Answer(403, "text/plain;charset=UTF-8", "", "");
    }

    private static Map<String, Object> view(Meeting meeting) {
        var view = new LinkedHashMap<String, Object>();
        view.put("meetingID", meeting.id);
        view.put("internalMeetingID", meeting.internalId);
        view.put("name", meeting.name);
        view.put("createTime", meeting.createdAt.toEpochMilli());
        view.put("guestPolicy", meeting.guestPolicy.name());
        view.put("running", meeting.isRunning());
        view.put("settings", new LinkedHashMap<>(meeting.settings.values()));
        view.put("people", meeting.people().map(OperatorDesk::view).toList());
        view.put("waiting", meeting.waiting().map(OperatorDesk::view).toList());
        return view;
    }

    private static Map<String, Object> view(Visit visit) {
        return Map.of(
                "userID", visit.userId,
                "fullName", visit.name,
                "role", visit.role.name(),
                "guest", visit.guest,
                "userdata", visit.userdata);
    }

    private String show(SimulatorSettings now) {
        var webhooks = now.webhooks();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("delay", now.delay().toMillis() + "ms");
        shown.put("fault", now.fault().name());
        shown.put("faultyCalls", now.faultyCalls());
        shown.put("authenticatedGuest", now.authenticatedGuest());
        shown.put("leaveAfter", now.leaveAfter().toMillis() + "ms");
        shown.put("generation", webhooks.generation().name());
        shown.put("bearer", webhooks.bearer());
        shown.put("drop", webhooks.drop());
        shown.put("duplicate", webhooks.duplicate());
        shown.put("reorder", webhooks.reorder());
        return json.writeValueAsString(shown);
    }

    private static SimulatorSettings changed(SimulatorSettings now, JsonNode changes) {
        var webhooks = now.webhooks();
        return new SimulatorSettings(
                changes.has("delay") ? duration(changes.get("delay").asString()) : now.delay(),
                changes.has("fault")
                        ? SimulatorSettings.Fault.valueOf(
                                changes.get("fault").asString().toUpperCase(Locale.ROOT))
                        : now.fault(),
                changes.has("faultyCalls")
                        ? strings(changes.get("faultyCalls"))
                        : now.faultyCalls(),
                changes.path("authenticatedGuest").asBoolean(now.authenticatedGuest()),
                changes.has("leaveAfter")
                        ? duration(changes.get("leaveAfter").asString())
                        : now.leaveAfter(),
                new SimulatorSettings.Webhooks(
                        changes.has("generation")
                                ? SimulatorSettings.Generation.valueOf(
                                        changes.get("generation").asString())
                                : webhooks.generation(),
                        changes.path("bearer").asBoolean(webhooks.bearer()),
                        changes.path("drop").asBoolean(webhooks.drop()),
                        changes.path("duplicate").asBoolean(webhooks.duplicate()),
                        changes.path("reorder").asBoolean(webhooks.reorder())));
    }

    private static Set<String> strings(JsonNode list) {
        var strings = new LinkedHashSet<String>();
        list.forEach(one -> strings.add(one.asString()));
        return strings;
    }

    /// `300ms`, `2s` or ISO-8601.
    static Duration duration(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return text.startsWith("P")
                ? Duration.parse(text)
                : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
