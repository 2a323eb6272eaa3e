package webconference.local.bbb;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What happens in meetings, told to the hooks in the words of bbb-webhooks.
final class WebhookNews implements News {

    private final Hooks hooks;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    WebhookNews(Hooks hooks, Clock clock) {
        this.hooks = hooks;
        this.clock = clock;
    }

    @Override
    public void created(Meeting meeting) {
        var details = ids(meeting);
        details.put("name", meeting.name);
        details.put("is-breakout", false);
        details.put("parent-id", "bbb-none");
        details.put("duration", meeting.settings.number("duration", 0));
        details.put("create-time", meeting.createdAt.toEpochMilli());
        details.put("moderator-pass", meeting.moderatorPassword);
        details.put("viewer-pass", meeting.attendeePassword);
        details.put("record", false);
        details.put("voice-conf", meeting.voiceBridge);
        details.put("metadata", meeting.settings.startingWith("meta_"));
        send(meeting, "meeting-created", Map.of("meeting", details));
    }

    @Override
    public void joined(Meeting meeting, Visit visit) {
        send(meeting, "user-joined", attributes(meeting, wholeUser(visit)));
    }

    @Override
    public void left(Meeting meeting, Visit visit) {
        send(meeting, "user-left", attributes(meeting, userIds(visit)));
    }

    @Override
    public void presenterAssigned(Meeting meeting, Visit visit) {
        send(meeting, "user-presenter-assigned", attributes(meeting, userIds(visit)));
    }

    @Override
    public void said(Meeting meeting, Visit visit, Meeting.ChatLine line) {
        var sender = userIds(visit);
        sender.put("name", visit.name);
        sender.put("time", line.at());
        send(
                meeting,
                "chat-group-message-sent",
                Map.of(
                        "meeting",
                        ids(meeting),
                        "chat-message",
                        Map.of(
                                "id",
                                line.at() + "-" + visit.internalId,
                                "message",
                                line.text(),
                                "sender",
                                sender),
                        "chat-id",
                        "MAIN-PUBLIC-GROUP-CHAT"));
    }

    /// Version 3 makes up a user-left for everybody who was still in.
    @Override
    public void ended(Meeting meeting, List<Visit> remaining) {
        remaining.forEach(
                visit -> send(meeting, "user-left", attributes(meeting, wholeUser(visit))));
        send(meeting, "meeting-ended", Map.of("meeting", ids(meeting)));
    }

    private void send(Meeting meeting, String name, Map<String, ?> attributes) {
        var event =
                Map.of(
                        "data",
                        Map.of(
                                "type",
                                "event",
                                "id",
                                name,
                                "attributes",
                                attributes,
                                "event",
                                Map.of("ts", clock.millis())));
        hooks.send(meeting, json.writeValueAsString(event));
    }

    private static Map<String, Object> attributes(Meeting meeting, Map<String, Object> user) {
        return Map.of("meeting", ids(meeting), "user", user);
    }

    private static Map<String, Object> ids(Meeting meeting) {
        var ids = new LinkedHashMap<String, Object>();
        ids.put("internal-meeting-id", meeting.internalId);
        ids.put("external-meeting-id", meeting.id);
        return ids;
    }

    private static Map<String, Object> userIds(Visit visit) {
        var ids = new LinkedHashMap<String, Object>();
        ids.put("internal-user-id", visit.internalId);
        ids.put("external-user-id", visit.userId);
        ids.put("guest", visit.guest);
        return ids;
    }

    private static Map<String, Object> wholeUser(Visit visit) {
        var user = userIds(visit);
        user.put("name", visit.name);
        user.put("role", visit.role.name());
        user.put("presenter", visit.presenter);
        user.put("ip-address", "127.0.0.1");
        user.put("user-agent", "Mozilla/5.0");
        user.put("session-token", visit.token);
        user.put("userdata", visit.userdata);
        return user;
    }
}
