package webconference.meeting.bbb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.MeetingNotice;
import webconference.meeting.OpeningId;
import webconference.meeting.PersonId;
import webconference.meeting.Role;

/// Reads the events of a callback: those about people and ends in meetings that may be ours. What
/// is unknown, incomplete or about others is left out.
final class CallbackEvents {

    private CallbackEvents() {}

    /// @return by opening, always in the same order, so that two callbacks that are taken in at
    ///   once never wait for each other
    static Map<OpeningId, List<MeetingNotice>> read(JsonMapper json, String events) {
        var read = new TreeMap<UUID, List<MeetingNotice>>();
        for (var event : parsed(json, events)) {
            var data = event.path("data");
            opening(data)
                    .ifPresent(opening ->
                            notice(data)
                                    .ifPresent(notice ->
                                            read.computeIfAbsent(opening, _ -> new ArrayList<>())
                                                    .add(notice)));
        }
        var byOpening = new LinkedHashMap<OpeningId, List<MeetingNotice>>();
        read.forEach((opening, notices) -> byOpening.put(new OpeningId(opening), notices));
        return byOpening;
    }

    private static JsonNode parsed(JsonMapper json, String events) {
        try {
            return json.readTree(events);
        } catch (JacksonException _) {
            return json.createArrayNode();
        }
    }

    private static Optional<UUID> opening(JsonNode data) {
        try {
            return Optional.of(
                    UUID.fromString(
                            data.at("/attributes/meeting/external-meeting-id").asString("")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<MeetingNotice> notice(JsonNode data) {
        var user = data.at("/attributes/user");
        var person = user.path("external-user-id").asString("");
        return switch (data.path("id").asString("")) {
            case "meeting-ended" -> Optional.of(new MeetingNotice.Ended());
            case "user-joined" ->
                    person.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new MeetingNotice.Arrived(new PersonId(person), role(user)));
            case "user-left" ->
                    person.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new MeetingNotice.Left(new PersonId(person)));
            default -> Optional.empty();
        };
    }

    private static Role role(JsonNode user) {
        return user.path("role").asString("").equals("MODERATOR") ? Role.MODERATOR : Role.VIEWER;
    }
}
