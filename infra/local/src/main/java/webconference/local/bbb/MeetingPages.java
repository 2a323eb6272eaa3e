package webconference.local.bbb;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pages people see under `/html5client/`: the door, and the meeting. A page's connection is
/// also its person's presence: closing the tab is leaving.
final class MeetingPages {

    static final String PATH = "/html5client/";

    private static final long HEARTBEAT_MILLIS = 300;
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

    private final Meetings meetings;
    private final BooleanSupplier isClosing;
    private final JsonMapper json = new JsonMapper();

    MeetingPages(Meetings meetings, BooleanSupplier isClosing) {
        this.meetings = meetings;
        this.isClosing = isClosing;
    }

    void handle(HttpExchange exchange) throws IOException {
        var what = exchange.getRequestURI().getPath().substring(PATH.length());
        var parameters =
                Parameters.of(
                        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        var token = parameters.get("sessionToken", "");
        if (what.startsWith("assets/")) {
            asset(what.substring("assets/".length())).send(exchange);
            return;
        }
        var seat = meetings.seat(token);
        if (seat.isEmpty()) {
            gone(what).send(exchange);
        } else if (what.equals("events")) {
            follow(exchange, seat.get());
        } else {
            answer(exchange, what, seat.get()).send(exchange);
        }
    }

    /// A session that is not, or no more.
    private static Answer gone(String what) {
        return what.equals("join") || what.equals("guestWait")
                ? Answer.html(404, resource("gone.html"))
                : new Answer(404, "text/plain;charset=UTF-8", "", "");
    }

    private Answer answer(HttpExchange exchange, String what, Meetings.Seat seat)
            throws IOException {
        var isPost = exchange.getRequestMethod().equals("POST");
        return switch (what) {
            case "join" -> meetingPage(seat);
            case "guestWait" -> Answer.html(200, resource("guest-wait.html"));
            case String _ when isPost -> act(what, seat, json.readTree(Answer.bodyOf(exchange)));
            default -> new Answer(404, "text/plain;charset=UTF-8", "", "");
        };
    }

    private static Answer meetingPage(Meetings.Seat seat) {
        return switch (seat.visit().state) {
            case WAITING, DENIED ->
                    Answer.redirect(PATH + "guestWait?sessionToken=" + seat.visit().token);
            case ALLOWED, IN, LEFT -> Answer.html(200, resource("meeting.html"));
        };
    }

    private Answer act(String what, Meetings.Seat seat, JsonNode body) {
        switch (what) {
            case "chat" -> meetings.say(seat, body.path("text").asString(""));
            case "notes" -> meetings.write(seat, body.path("text").asString(""));
            case "leave" -> meetings.leave(seat);
            case "guests", "end" -> {
                if (!seat.visit().isModerator()) {
                    return new Answer(403, "text/plain;charset=UTF-8", "", "");
                }
                moderate(what, seat.meeting(), body);
            }
            default -> {
                return new Answer(404, "text/plain;charset=UTF-8", "", "");
            }
        }
        return Answer.nothing();
    }

    private void moderate(String what, Meeting meeting, JsonNode body) {
        if (what.equals("end")) {
            meetings.end(meeting);
            return;
        }
        var allow = body.path("allow").asBoolean(false);
        var who = body.path("who").asString("");
        if (who.equals("everybody")) {
            meetings.decideAll(meeting, allow);
        } else {
            meetings.decide(meeting, who, allow);
        }
    }

    /// Tells a page everything as it changes, until the page goes away or the meeting ends.
    private void follow(HttpExchange exchange, Meetings.Seat seat) throws IOException {
        var page = new PageConnection(meeting -> view(meeting, seat.visit()));
        if (!meetings.connected(seat, page)) {
            new Answer(403, "text/plain;charset=UTF-8", "", "").send(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        try {
            exchange.sendResponseHeaders(200, 0);
            var output = exchange.getResponseBody();
            var goesOn = true;
            while (goesOn && !isClosing.getAsBoolean()) {
                var message = page.next(HEARTBEAT_MILLIS);
                var text =
                        message == null
                                ? ":\n\n"
                                : "event: %s\ndata: %s\n\n"
                                        .formatted(message.event(), message.data());
                output.write(text.getBytes(StandardCharsets.UTF_8));
                output.flush();
                goesOn = message == null || !message.event().equals("ended");
            }
        } catch (IOException left) {
            // The tab was closed: that is how people leave.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            meetings.disconnected(seat, page);
            exchange.close();
        }
    }

    /// A meeting as one person sees it.
    private String view(Meeting meeting, Visit me) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", meeting.name);
        view.put("me", Map.of("name", me.name, "id", me.internalId, "moderator", me.isModerator()));
        view.put("users", meeting.people().map(visit -> user(visit, me)).toList());
        view.put(
                "waiting",
                me.isModerator()
                        ? meeting.waiting()
                                .map(visit -> Map.of("id", visit.internalId, "name", visit.name))
                                .toList()
                        : List.of());
        view.put("chat", meeting.chat);
        view.put("notes", meeting.notes);
        view.put("userdata", me.userdata);
        view.put(
                "disabledFeatures",
                Arrays.stream(meeting.settings.get("disabledFeatures", "").split(","))
                        .filter(feature -> !feature.isBlank())
                        .toList());
        view.put("welcome", meeting.settings.get("welcome", ""));
        view.put(
                "logoutUrl",
                Optional.ofNullable(me.logoutUrl)
                        .or(() -> meeting.settings.find("logoutURL"))
                        .orElse(""));
        return json.writeValueAsString(view);
    }

    private static Map<String, Object> user(Visit visit, Visit me) {
        return Map.of(
                "id", visit.internalId,
                "name", visit.name,
                "moderator", visit.isModerator(),
                "presenter", visit.presenter,
                "me", visit == me);
    }

    private static Answer asset(String name) {
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
        return name.matches("[a-z-]+\\.(css|js)")
                ? new Answer(200, type + ";charset=UTF-8", resource(name), "")
                : new Answer(404, "text/plain;charset=UTF-8", "", "");
    }

    private static String resource(String name) {
        var path = "/bbb/" + name;
        try (var file =
                Objects.requireNonNull(MeetingPages.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
