package webconference.meeting.bbb;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import webconference.meeting.MeetingPlan;
import webconference.meeting.MeetingServer;
import webconference.meeting.OpeningId;
import webconference.meeting.PersonId;
import webconference.meeting.Presence;
import webconference.meeting.Role;
import webconference.meeting.RoomId;
import webconference.meeting.ServerName;
import webconference.meeting.StartedMeeting;
import webconference.meeting.bbb.BbbAnswer.Attendee;

/// One BigBlueButton server. An opening's id is its meeting's id there.
class BigBlueButton implements MeetingServer {

    private static final int LONGEST_NAME = 200;
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[!-~]+");

    /// BigBlueButton refuses moderators as it refuses others, and counts Live: so many get in when
    /// all places are taken.
    private static final int BEYOND_THE_PLACES = 100;

    private final ServerName name;
    private final BbbApi api;
    private final BbbProperties properties;

    BigBlueButton(ServerName name, BbbApi api, BbbProperties properties) {
        this.name = name;
        this.api = api;
        this.properties = properties;
    }

    @Override
    public ServerName name() {
        return name;
    }

    /// Nothing of what BigBlueButton can do is switched off, and no password is set: a repeated
    /// create with the same id, both without passwords, finds the meeting that is there.
    @Override
    public long start(MeetingPlan plan, Duration within) {
        var query =
                new Query()
                        .with("name", title(plan.name()))
                        .with("meetingID", plan.opening())
                        .with("record", false)
                        .with("guestPolicy", plan.guarded() ? "ASK_MODERATOR" : "ALWAYS_ACCEPT")
                        .with("logoutURL", roomPage(plan.room()))
                        .with(
                                "meetingExpireIfNoUserJoinedInMinutes",
                                properties.neverEnteredAfter().toMinutes())
                        .with(
                                "meetingExpireWhenLastUserLeftInMinutes",
                                properties.emptyAfter().toMinutes())
                        .with("meta_bbb-origin", "web-conference")
                        .with("meta_bbb-origin-server-name", properties.portalUrl().getAuthority())
                        .with("meta_bbb-context", plan.room());
        if (plan.places() > 0) {
            query.with("maxParticipants", plan.places() + BEYOND_THE_PLACES);
        }
        var answer =
                api.call("create", query, properties.answerLimit().toBytes(), within, front(plan));
        if (!answer.isSuccess()) {
            throw api.refused("create", answer);
        }
        try {
            return Long.parseLong(answer.field("createTime"));
        } catch (NumberFormatException _) {
            throw api.refused("create", answer);
        }
    }

    /// As the front of regional platforms knows them, which counts by school. A code that no header
    /// can hold is not said.
    private static Map<String, String> front(MeetingPlan plan) {
        var headers =
                new HashMap<>(Map.of("Client-Locale", "fr", "Client-Room", plan.room().toString()));
        var school = plan.establishment();
        if (school != null && PRINTABLE_ASCII.matcher(school).matches()) {
            headers.put("Client-Structure", school);
        }
        return headers;
    }

    @Override
    public void end(OpeningId opening) {
        var answer = call("end", new Query().with("meetingID", opening));
        if (!answer.isSuccess() && !answer.key().equals("notFound")) {
            throw api.refused("end", answer);
        }
    }

    @Override
    public Report report() {
        var answer = api.call("getMeetings", new Query(), properties.listLimit().toBytes());
        if (!answer.isSuccess()) {
            throw api.refused("getMeetings", answer);
        }
        var people = answer.meetings().stream().mapToInt(it -> it.attendees().size()).sum();
        var found =
                answer.meetings().stream()
                        .flatMap(it ->
                                opening(it.id())
                                        .map(id -> new Found(id, present(it.attendees())))
                                        .stream())
                        .toList();
        return new Report(found, people);
    }

    @Override
    public Optional<Found> find(OpeningId opening) {
        var answer = call("getMeetingInfo", new Query().with("meetingID", opening));
        if (answer.isSuccess()) {
            return Optional.of(new Found(opening, present(answer.attendees())));
        }
        if (answer.key().equals("notFound")) {
            return Optional.empty();
        }
        throw api.refused("getMeetingInfo", answer);
    }

    private BbbAnswer call(String call, Query query) {
        return api.call(call, query, properties.answerLimit().toBytes());
    }

    /// Meetings of others have ids of other kinds.
    private static Optional<OpeningId> opening(String id) {
        try {
            return Optional.of(new OpeningId(UUID.fromString(id)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<PersonId, Presence> present(List<Attendee> attendees) {
        return attendees.stream()
                .collect(
                        toMap(
                                it -> new PersonId(it.user()),
                                it -> new Presence(it.role().equals("MODERATOR"), 1),
                                Presence::and));
    }

    /// Only what is used is asked for: other events would bring what people write and share.
    @Override
    public void subscribe() {
        var url = properties.webhookUrl();
        if (url == null) {
            return;
        }
        var query =
                new Query()
                        .with("callbackURL", url)
                        .with("eventID", "meeting-ended,user-joined,user-left");
        var answer = api.callHooks("hooks/create", query, properties.answerLimit().toBytes());
        if (!answer.isSuccess()) {
            throw api.refused("hooks/create", answer);
        }
    }

    /// Viewers say whether they must wait: what the server makes of those that do not say is a
    /// setting of the server.
    @Override
    public URI entrance(StartedMeeting meeting, Visitor visitor) {
        var query =
                new Query()
                        .with("fullName", printable(visitor.name()))
                        .with("meetingID", meeting.opening())
                        .with("role", visitor.role())
                        .with("userID", visitor.person().value())
                        .with("createTime", meeting.createTime());
        if (visitor.role() == Role.VIEWER) {
            query.with("guest", visitor.waits());
        }
        return api.address("join", query.with("errorRedirectUrl", portal() + visitor.door()));
    }

    /// Live listens and looks, and its window shows nothing but the meeting.
    @Override
    public URI liveEntrance(StartedMeeting meeting, boolean waits) {
        var query =
                new Query()
                        .with("fullName", "Live")
                        .with("meetingID", meeting.opening())
                        .with("role", Role.VIEWER)
                        .with("userID", meeting.opening().live().value())
                        .with("createTime", meeting.createTime())
                        .with("guest", waits)
                        .with("excludeFromDashboard", true)
                        .with("bot", true)
                        .with("userdata-bbb_auto_join_audio", true)
                        .with("userdata-bbb_listen_only_mode", true)
                        .with("userdata-bbb_force_listen_only", true)
                        .with("userdata-bbb_skip_check_audio", true)
                        .with("userdata-bbb_skip_check_audio_on_first_join", true)
                        .with("userdata-bbb_transparent_listen_only", false)
                        .with("userdata-bbb_auto_share_webcam", false)
                        .with("userdata-bbb_show_participants_on_login", false)
                        .with("userdata-bbb_show_public_chat_on_login", false)
                        .with("userdata-bbb_hide_nav_bar", true)
                        .with("userdata-bbb_hide_actions_bar", true)
                        .with("userdata-bbb_hide_controls", true)
                        .with("userdata-bbb_hide_notifications", true)
                        .with("userdata-bbb_show_session_details_on_join", false)
                        .with("userdata-bbb_override_default_locale", "fr");
        return api.address("join", query);
    }

    private String roomPage(RoomId room) {
        return portal() + "/salles/" + room;
    }

    private String portal() {
        return properties.portalUrl().toString().replaceAll("/+$", "");
    }

    /// BigBlueButton takes names of two characters or more; a room's name may be one letter.
    private static String title(String name) {
        var title = printable(name);
        return title.length() < 2 ? "« " + title + " »" : title;
    }

    private static String printable(String name) {
        var clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        var text = clean.isEmpty() ? "?" : clean;
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME));
    }
}
