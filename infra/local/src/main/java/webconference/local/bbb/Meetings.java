package webconference.local.bbb;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// All meetings of the server. Everything that changes one goes through here, one change at a time;
/// what happens by itself with time happens in [#tick].
final class Meetings {

    private static final Duration ENDING_TAKES = Duration.ofSeconds(1);
    private static final Duration GUESTS_ARE_FORGOTTEN_AFTER = Duration.ofSeconds(30);
    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Map<String, Meeting> byInternalId = new LinkedHashMap<>();
    private final Clock clock;
    private final News news;
    private final Supplier<SimulatorSettings> settings;
    private final SecureRandom random = new SecureRandom();

    Meetings(Clock clock, News news, Supplier<SimulatorSettings> settings) {
        this.clock = clock;
        this.news = news;
        this.settings = settings;
    }

    /// A meeting as created, or the one that existed already.
    record Creation(Meeting meeting, boolean isDuplicate) {}

    synchronized Creation create(Parameters parameters) {
        var id = requireMeetingId(parameters);
        requireLength(parameters, "name");
        for (var flag :
                List.of(
                        "record",
                        "autoStartRecording",
                        "allowStartStopRecording",
                        "endWhenNoModerator")) {
            parameters.flag(flag);
        }
        for (var password : List.of("attendeePW", "moderatorPW")) {
            parameters
                    .find(password)
                    .filter(value -> value.length() < 2 || value.length() > 64)
                    .ifPresent(_ -> {
                        throw new Refusal(
                                "invalidPassword",
                                password + " must be between 2 and 64 characters");
                    });
        }
        var existing = find(id);
        if (existing.isPresent()) {
            requireSamePasswords(parameters, existing.get());
            return new Creation(existing.get(), true);
        }
        var now = clock.instant();
        var meeting =
                new Meeting(
                        id,
                        Checksum.hash("SHA-1", id) + "-" + now.toEpochMilli(),
                        now,
                        parameters,
                        guestPolicy(parameters.get("guestPolicy", "ALWAYS_ACCEPT")),
                        parameters.find("attendeePW").orElseGet(() -> word(8)),
                        parameters.find("moderatorPW").orElseGet(() -> word(8)),
                        parameters.get(
                                "voiceBridge", String.valueOf(10000 + random.nextInt(90000))));
        byInternalId.put(meeting.internalId, meeting);
        news.created(meeting);
        return new Creation(meeting, false);
    }

    /// Unknown policies let nobody in whom they concern, as on a real server.
    private static GuestPolicy guestPolicy(String name) {
        try {
            return GuestPolicy.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return GuestPolicy.ALWAYS_DENY;
        }
    }

    private static void requireSamePasswords(Parameters parameters, Meeting existing) {
        var attendee = parameters.find("attendeePW");
        var moderator = parameters.find("moderatorPW");
        var bothOmitted = attendee.isEmpty() && moderator.isEmpty();
        var bothEqual =
                attendee.filter(existing.attendeePassword::equals).isPresent()
                        && moderator.filter(existing.moderatorPassword::equals).isPresent();
        if (!bothOmitted && !bothEqual) {
            throw new Refusal(
                    "idNotUnique",
                    "A meeting already exists with that meeting ID.  Please use a different meeting ID.");
        }
    }

    private static String requireMeetingId(Parameters parameters) {
        var id = requireLength(parameters, "meetingID").strip();
        if (id.contains(",")) {
            throw new Refusal("validationError", "Meeting ID cannot contain ,");
        }
        return id;
    }

    private static String requireLength(Parameters parameters, String name) {
        var value =
                parameters
                        .find(name)
                        .orElseThrow(() ->
                                name.equals("meetingID")
                                        ? new Refusal(
                                                "missingParamMeetingID",
                                                "You must provide a meeting ID")
                                        : new Refusal(
                                                "validationError", "You must provide a " + name));
        if (value.length() < 2 || value.length() > 256) {
            throw new Refusal("validationError", name + " must be between 2 and 256 characters");
        }
        return value;
    }

    /// By its own or its internal id.
    synchronized Optional<Meeting> find(String id) {
        var prefix = Checksum.hash("SHA-1", id) + "-";
        return byInternalId.values().stream()
                .filter(meeting ->
                        meeting.internalId.startsWith(prefix) || meeting.internalId.equals(id))
                .findFirst();
    }

    synchronized List<Meeting> all() {
        return List.copyOf(byInternalId.values());
    }

    /// Does something with the meetings while nothing else changes them.
    synchronized <T> T reading(Supplier<T> work) {
        return work.get();
    }

    synchronized Visit join(Parameters parameters) {
        var name =
                parameters
                        .find("fullName")
                        .orElseThrow(() ->
                                new Refusal("missingParamFullName", "You must provide your name"));
        var id =
                parameters
                        .find("meetingID")
                        .orElseThrow(() ->
                                new Refusal(
                                        "missingParamMeetingID", "You must provide a meeting ID"));
        var guest = parameters.flag("guest");
        var auth = parameters.flag("auth");
        var meeting =
                find(id).orElseThrow(() ->
                        new Refusal(
                                "invalidMeetingIdentifier",
                                "The meeting ID that you supplied did not match any existing meetings"));
        if (meeting.isEnding()) {
            throw new Refusal(
                    "meetingForciblyEnded",
                    "You can not re-join a meeting that has already been forcibly ended.");
        }
        parameters
                .find("createTime")
                .filter(time -> !time.equals(String.valueOf(meeting.createdAt.toEpochMilli())))
                .ifPresent(_ -> {
                    throw new Refusal(
                            "mismatchCreateTimeParam",
                            "The createTime parameter submitted mismatches with the current meeting.");
                });
        var role = role(parameters, meeting);
        var internalId = "w_" + word(12);
        var userId = parameters.get("userID", internalId);
        requireSpace(meeting, userId);
        var verdict =
                meeting.guestPolicy.on(
                        new GuestPolicy.Arrival(role, guest, auth),
                        settings.get().authenticatedGuest());
        if (verdict == GuestPolicy.Verdict.DENIED) {
            throw new Refusal(
                    "guestDeniedAccess",
                    "You have been denied access to this meeting based on the meeting's guest policy");
        }
        var visit =
                new Visit(
                        word(16),
                        internalId,
                        userId,
                        name,
                        role,
                        guest.orElse(false),
                        userdata(parameters),
                        parameters.find("logoutURL").orElse(null),
                        verdict == GuestPolicy.Verdict.WAITS
                                ? Visit.State.WAITING
                                : Visit.State.ALLOWED,
                        clock.instant());
        meeting.visits.put(visit.token, visit);
        tell(meeting);
        return visit;
    }

    private static Role role(Parameters parameters, Meeting meeting) {
        var named = parameters.get("role", "").toUpperCase(Locale.ROOT);
        if (named.equals("MODERATOR") || named.equals("VIEWER")) {
            return Role.valueOf(named);
        }
        var password = parameters.get("password", "");
        if (password.equals(meeting.moderatorPassword)) {
            return Role.MODERATOR;
        }
        if (password.equals(meeting.attendeePassword)) {
            return Role.VIEWER;
        }
        throw new Refusal("Params required", "You must provide a role or a password");
    }

    private static void requireSpace(Meeting meeting, String userId) {
        var most = meeting.settings.number("maxParticipants", 0);
        var others =
                meeting.people()
                        .map(visit -> visit.userId)
                        .filter(other -> !other.equals(userId))
                        .distinct()
                        .count();
        if (most > 0 && others >= most) {
            throw new Refusal(
                    "maxParticipantsReached",
                    "The number of participants allowed for this meeting has been reached.");
        }
    }

    /// A key with a dash in it is dropped without a word, as on a real server.
    private static Map<String, String> userdata(Parameters parameters) {
        var userdata = new LinkedHashMap<>(parameters.startingWith("userdata-"));
        userdata.keySet().removeIf(key -> key.contains("-"));
        return userdata;
    }

    /// Where a session belongs.
    record Seat(Meeting meeting, Visit visit) {}

    synchronized Optional<Seat> seat(String token) {
        return byInternalId.values().stream()
                .flatMap(meeting ->
                        meeting.visit(token).map(visit -> new Seat(meeting, visit)).stream())
                .findFirst();
    }

    /// Somebody's page is there: the first one is how they come in.
    ///
    /// @return false if they may not come in
    synchronized boolean connected(Seat seat, PageConnection page) {
        var visit = seat.visit();
        var meeting = seat.meeting();
        if (visit.state == Visit.State.WAITING
                || visit.state == Visit.State.DENIED
                || meeting.isEnding()) {
            return false;
        }
        visit.connections++;
        visit.lastSeen = clock.instant();
        meeting.pages.add(page);
        if (!visit.isIn()) {
            enter(meeting, visit);
        }
        tell(meeting);
        return true;
    }

    private void enter(Meeting meeting, Visit visit) {
        visit.state = Visit.State.IN;
        meeting.hasUserJoined = true;
        meeting.emptySince = null;
        news.joined(meeting, visit);
        if (visit.isModerator()) {
            meeting.withoutModeratorSince = null;
            if (meeting.people().noneMatch(other -> other.presenter)) {
                visit.presenter = true;
                news.presenterAssigned(meeting, visit);
            }
        }
    }

    /// A page is gone. Its person has left when no other page of theirs comes within a moment.
    synchronized void disconnected(Seat seat, PageConnection page) {
        seat.meeting().pages.remove(page);
        seat.visit().connections--;
        seat.visit().lastSeen = clock.instant();
    }

    synchronized void leave(Seat seat) {
        if (seat.visit().isIn()) {
            left(seat.meeting(), seat.visit());
            tell(seat.meeting());
        }
    }

    private void left(Meeting meeting, Visit visit) {
        visit.state = Visit.State.LEFT;
        visit.presenter = false;
        var now = clock.instant();
        news.left(meeting, visit);
        if (!meeting.isRunning()) {
            meeting.emptySince = now;
        }
        if (visit.isModerator() && meeting.people().noneMatch(Visit::isModerator)) {
            meeting.withoutModeratorSince = now;
        }
    }

    /// Lets somebody who waits come in, or not.
    synchronized void decide(Meeting meeting, String internalId, boolean allow) {
        meeting.waiting()
                .filter(visit ->
                        visit.internalId.equals(internalId) || visit.userId.equals(internalId))
                .forEach(visit -> decide(visit, allow));
        tell(meeting);
    }

    synchronized void decideAll(Meeting meeting, boolean allow) {
        meeting.waiting().toList().forEach(visit -> decide(visit, allow));
        tell(meeting);
    }

    private static void decide(Visit visit, boolean allow) {
        visit.state = allow ? Visit.State.ALLOWED : Visit.State.DENIED;
    }

    /// A waiting guest's page asks how it stands.
    synchronized Visit.State asks(Seat seat) {
        seat.visit().lastSeen = clock.instant();
        return seat.visit().state;
    }

    synchronized void say(Seat seat, String text) {
        var line = new Meeting.ChatLine(seat.visit().name, text, clock.millis());
        seat.meeting().chat.add(line);
        news.said(seat.meeting(), seat.visit(), line);
        tell(seat.meeting());
    }

    synchronized void write(Seat seat, String notes) {
        seat.meeting().notes = notes;
        tell(seat.meeting());
    }

    /// Ends soon, not at once: the API's answer comes before the end.
    synchronized void end(Meeting meeting) {
        if (!meeting.isEnding()) {
            meeting.endsAt = clock.instant().plus(ENDING_TAKES);
        }
    }

    /// What happens by itself.
    synchronized void tick() {
        var now = clock.instant();
        for (var meeting : all()) {
            forgetTheAbsent(meeting, now);
            var endsAt = meeting.endsAt;
            var isOver = endsAt != null && !endsAt.isAfter(now);
            if (isOver || meeting.expiresAt().filter(at -> !at.isAfter(now)).isPresent()) {
                remove(meeting);
            }
        }
    }

    private void forgetTheAbsent(Meeting meeting, Instant now) {
        var leftBefore = now.minus(settings.get().leaveAfter());
        var silentBefore = now.minus(GUESTS_ARE_FORGOTTEN_AFTER);
        var gone =
                meeting.people()
                        .filter(visit ->
                                visit.connections <= 0 && visit.lastSeen.isBefore(leftBefore))
                        .toList();
        gone.forEach(visit -> left(meeting, visit));
        var hungUp =
                meeting.waiting().filter(visit -> visit.lastSeen.isBefore(silentBefore)).toList();
        hungUp.forEach(visit -> meeting.visits.remove(visit.token));
        if (!gone.isEmpty() || !hungUp.isEmpty()) {
            tell(meeting);
        }
    }

    private void remove(Meeting meeting) {
        byInternalId.remove(meeting.internalId);
        var remaining = meeting.people().toList();
        remaining.forEach(visit -> visit.state = Visit.State.LEFT);
        news.ended(meeting, remaining);
        meeting.pages.forEach(PageConnection::ended);
    }

    /// The server crashed and came back: nothing is left, and nobody was told.
    synchronized void forgetEverything() {
        all().forEach(meeting -> meeting.pages.forEach(PageConnection::ended));
        byInternalId.clear();
    }

    private static void tell(Meeting meeting) {
        meeting.pages.forEach(page -> page.show(meeting));
    }

    private String word(int length) {
        var word = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            word.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return Objects.toString(word);
    }
}
