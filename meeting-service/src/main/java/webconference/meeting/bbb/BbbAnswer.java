package webconference.meeting.bbb;

import java.util.List;
import java.util.Map;

/// What a server answered to a call.
///
/// @param fields the texts directly below the root
/// @param meetings those in its list
/// @param attendees those directly below the root, where it describes one meeting
record BbbAnswer(Map<String, String> fields, List<BbbMeeting> meetings, List<Attendee> attendees) {

    /// @param user the id the user joined with
    record Attendee(String user, String role) {}

    record BbbMeeting(String id, List<Attendee> attendees) {}

    boolean isSuccess() {
        return "SUCCESS".equals(fields.get("returncode"));
    }

    /// What it has against it, in its own word.
    String key() {
        return fields.getOrDefault("messageKey", "");
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
