package webconference.meeting;

import static java.util.stream.Collectors.toSet;
import static webconference.meeting.MeetingStatus.ENDED;
import static webconference.meeting.MeetingStatus.ENDING;
import static webconference.meeting.MeetingStatus.FAILED;
import static webconference.meeting.MeetingStatus.STARTED;
import static webconference.meeting.MeetingStatus.WANTED;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import webconference.meeting.MeetingEvent.AttendanceChanged;
import webconference.meeting.MeetingEvent.MeetingEnded;
import webconference.meeting.MeetingEvent.MeetingStartFailed;
import webconference.meeting.MeetingEvent.MeetingStarted;
import webconference.meeting.MeetingEvent.ModeratorJoined;
import webconference.meeting.MeetingEvent.ModeratorLeft;

/// The meeting of one opening of a room: where it stands, on which server it is, who is there.
///
/// A meeting that is no longer wanted stays unwanted: whatever arrives late about it changes
/// nothing.
@Entity
public class Meeting {

    /// Two tellings of the attendance are at least this far apart.
    static final Duration TELLING_APART = Duration.ofSeconds(1);

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "opening"))
    private OpeningId opening;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "room"))
    private RoomId room;

    private String name;
    private boolean waitingRoom;
    private boolean guests;
    private @Nullable String establishment;
    private int places;

    @Enumerated(EnumType.STRING)
    private MeetingStatus status = WANTED;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "server"))
    private @Nullable ServerName server;

    private @Nullable Long createTime;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "presence", joinColumns = @JoinColumn(name = "opening"))
    @MapKeyColumn(name = "person")
    private Map<String, Presence> present = new HashMap<>();

    /// When what we know of who is there was so; an answer to an older question is out of date.
    private Instant presentAt;

    private int toldPeople;
    private int toldModerators;
    private @Nullable Instant toldAt;

    private long revision;
    @Version private @Nullable Long version;
    @Transient private final List<MeetingEvent> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Meeting() {}

    private Meeting(
            OpeningId opening,
            RoomId room,
            String name,
            boolean waitingRoom,
            boolean guests,
            @Nullable String establishment,
            int places,
            Instant at) {
        this.opening = opening;
        this.room = room;
        this.name = name;
        this.waitingRoom = waitingRoom;
        this.guests = guests;
        this.establishment = establishment;
        this.places = places;
        this.presentAt = at;
    }

    /// A room was opened.
    ///
    /// @param guests whether people without an account may come, now or later
    /// @param establishment the code of the school the room belongs to; null: of none
    /// @param places how many people may be there; 0: as many as come
    public static Meeting wanted(
            RoomId room,
            OpeningId opening,
            String name,
            boolean waitingRoom,
            boolean guests,
            @Nullable String establishment,
            int places,
            Instant at) {
        return new Meeting(opening, room, name, waitingRoom, guests, establishment, places, at);
    }

    /// A room was closed before anybody heard that it had been opened: there must be no meeting,
    /// not even when the news of the opening comes later.
    public static Meeting neverWanted(RoomId room, OpeningId opening, Instant at) {
        var meeting = new Meeting(opening, room, "", false, false, null, 0, at);
        meeting.end(EndReason.CLOSED, at);
        return meeting;
    }

    /// Says which server is asked for it. Every request goes to a server that was said before, so
    /// that none is forgotten.
    public void placeOn(ServerName server) {
        if (status != WANTED) {
            throw new IllegalStateException(opening + " is " + status);
        }
        this.server = server;
    }

    /// The server has it.
    ///
    /// @return false if nobody wants it any longer: it must be ended there
    public boolean started(ServerName server, long createTime, Instant at) {
        if (status == STARTED) {
            return server.equals(this.server);
        }
        if (!status.mayBecome(STARTED)) {
            return false;
        }
        status = STARTED;
        this.server = server;
        this.createTime = createTime;
        startedAt = at;
        presentAt = at;
        raise(new MeetingStarted(room, opening, revision + 1, at, places));
        return true;
    }

    /// No server took it.
    public void startFailed(StartFailure reason, Instant at) {
        if (status.mayBecome(FAILED)) {
            status = FAILED;
            endedAt = at;
            raise(new MeetingStartFailed(room, opening, revision + 1, at, reason));
        }
    }

    /// Its room was closed. Where a server has it, or may be about to, it is not over until that
    /// server has been told.
    public void close(Instant at) {
        switch (status) {
            case WANTED -> {
                if (server == null) {
                    end(EndReason.CLOSED, at);
                } else {
                    status = ENDING;
                }
            }
            case STARTED -> status = ENDING;
            case FAILED -> end(EndReason.CLOSED, at);
            case ENDING, ENDED -> {}
        }
    }

    /// Its server does not have it any longer, or is gone itself.
    public void ended(EndReason reason, Instant at) {
        switch (status) {
            case STARTED -> end(reason, at);
            case ENDING -> end(EndReason.CLOSED, at);
            case WANTED, ENDED, FAILED -> {}
        }
    }

    private void end(EndReason reason, Instant at) {
        status = ENDED;
        endedAt = at;
        present.clear();
        raise(new MeetingEnded(room, opening, revision + 1, at, reason));
    }

    /// Takes in what its server told by itself.
    public void notice(MeetingNotice notice, Instant at) {
        switch (notice) {
            case MeetingNotice.Arrived(var person, var role) -> arrived(person, role, at);
            case MeetingNotice.Left(var person) -> left(person, at);
            case MeetingNotice.Ended _ -> ended(EndReason.ENDED_IN_MEETING, at);
        }
    }

    private void arrived(PersonId person, Role role, Instant at) {
        if (status != STARTED || isLive(person)) {
            return;
        }
        var before = moderators();
        present.merge(
                person.value(),
                new Presence(role == Role.MODERATOR, 1),
                (one, more) -> one.and(more));
        presentAt = at;
        tellOfModerators(before, at);
    }

    private void left(PersonId person, Instant at) {
        if (status != STARTED) {
            return;
        }
        var before = moderators();
        present.computeIfPresent(
                person.value(),
                (_, was) ->
                        was.sessions() == 1
                                ? null
                                : new Presence(was.moderator(), was.sessions() - 1));
        presentAt = at;
        tellOfModerators(before, at);
    }

    /// Takes in who is there, as its server answered.
    ///
    /// @param seen everybody, Live included
    /// @param asked when the server was asked; what was told since is newer
    public void attended(Map<PersonId, Presence> seen, Instant asked, Instant at) {
        if (status != STARTED || asked.isBefore(presentAt)) {
            return;
        }
        var there = withoutLive(seen);
        if (there.equals(present)) {
            return;
        }
        var before = moderators();
        present.keySet().retainAll(there.keySet());
        present.putAll(there);
        presentAt = asked;
        tellOfModerators(before, at);
    }

    /// Says who of the moderators came and went. Those who came are counted first, so that nobody
    /// reads that none is left when one took over from another.
    private void tellOfModerators(Set<String> before, Instant at) {
        var now = moderators();
        if (before.isEmpty() && !now.isEmpty()) {
            raise(new ModeratorJoined(room, opening, revision + 1, at, now.size()));
        }
        var gone = (int) before.stream().filter(person -> !now.contains(person)).count();
        while (gone > 0) {
            gone--;
            raise(new ModeratorLeft(room, opening, revision + 1, at, now.size() + gone));
        }
    }

    /// When the attendance, if it changed since it was told, may be told.
    public Optional<Instant> attendanceTellableAt() {
        if (status != STARTED || attendance().equals(new Attendance(toldPeople, toldModerators))) {
            return Optional.empty();
        }
        return Optional.of(toldAt == null ? presentAt : toldAt.plus(TELLING_APART));
    }

    /// Says how many are there, if that changed and was not said a moment ago.
    public void tellAttendance(Instant at) {
        if (attendanceTellableAt().filter(due -> !due.isAfter(at)).isEmpty()) {
            return;
        }
        var now = attendance();
        toldPeople = now.people();
        toldModerators = now.moderators();
        toldAt = at;
        raise(
                new AttendanceChanged(
                        room, opening, revision + 1, at, now.people(), now.moderators()));
    }

    public Attendance attendance() {
        return new Attendance(present.size(), moderators().size());
    }

    private Set<String> moderators() {
        return present.entrySet().stream()
                .filter(entry -> entry.getValue().moderator())
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private boolean isLive(PersonId person) {
        return person.equals(opening.live());
    }

    /// Whether an answer about who is there would change anything.
    boolean isNewTo(Map<PersonId, Presence> seen) {
        return !withoutLive(seen).equals(present);
    }

    private Map<String, Presence> withoutLive(Map<PersonId, Presence> seen) {
        var people = new HashMap<String, Presence>();
        seen.forEach((person, presence) -> {
            if (!isLive(person)) {
                people.put(person.value(), presence);
            }
        });
        return people;
    }

    /// Whether a server that has it should not, unless it was told to end it a moment ago.
    boolean isUnwantedOn(ServerName name, Instant endedBefore) {
        return switch (status) {
            case WANTED -> false;
            case STARTED, ENDING -> !name.equals(server);
            case ENDED, FAILED -> endedAt != null && endedAt.isBefore(endedBefore);
        };
    }

    /// Whether a server may have it that was asked at that moment what it has.
    boolean startedBefore(Instant asked) {
        return startedAt != null && startedAt.isBefore(asked);
    }

    /// What may be entered, if it has started and is not ending.
    public Optional<StartedMeeting> asStarted() {
        return status == STARTED && server != null && createTime != null
                ? Optional.of(
                        new StartedMeeting(opening, room, server, createTime, waitingRoom, places))
                : Optional.empty();
    }

    public MeetingPlan plan() {
        return new MeetingPlan(opening, room, name, waitingRoom || guests, places, establishment);
    }

    public OpeningId opening() {
        return opening;
    }

    public MeetingStatus status() {
        return status;
    }

    public boolean isOn(ServerName name) {
        return name.equals(server);
    }

    public Optional<ServerName> server() {
        return Optional.ofNullable(server);
    }

    private void raise(MeetingEvent event) {
        revision = event.revision();
        events.add(event);
    }

    @DomainEvents
    List<MeetingEvent> events() {
        return List.copyOf(events);
    }

    @AfterDomainEventPublication
    void published() {
        events.clear();
    }
}
