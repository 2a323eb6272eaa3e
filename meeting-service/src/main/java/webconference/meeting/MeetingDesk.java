package webconference.meeting;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import webconference.meeting.MeetingServer.Visitor;
import webconference.meeting.Placement.Nowhere;
import webconference.meeting.Placement.On;
import webconference.meeting.Placement.Unwanted;

/// Where meetings are written down: each method is one transaction and calls no server. What is to
/// be done on a server is noted as an errand, and the [Caretaker] does it.
@Service
@Transactional
public class MeetingDesk {

    private static final Logger log = LoggerFactory.getLogger(MeetingDesk.class);

    /// A server takes a few seconds to end what it was told to end.
    private static final Duration ENDING_TAKES = Duration.ofSeconds(10);

    /// A browser takes so long at most, from the door until its server tells that somebody is
    /// there.
    private static final Duration ARRIVING_TAKES = Duration.ofSeconds(30);

    private final Meetings meetings;
    private final ServerHealths healths;
    private final MeetingServers servers;
    private final UsedPasses passes;
    private final Errands errands;
    private final MeetingLimits limits;
    private final Clock clock;

    MeetingDesk(
            Meetings meetings,
            ServerHealths healths,
            MeetingServers servers,
            UsedPasses passes,
            Errands errands,
            MeetingLimits limits,
            Clock clock) {
        this.meetings = meetings;
        this.healths = healths;
        this.servers = servers;
        this.passes = passes;
        this.errands = errands;
        this.limits = limits;
        this.clock = clock;
    }

    /// A room was opened: a meeting is wanted.
    ///
    /// @param guests whether people without an account may come, now or later
    /// @param establishment the code of the school the room belongs to; null: of none
    public void roomOpened(
            RoomId room,
            OpeningId opening,
            String name,
            boolean waitingRoom,
            boolean guests,
            @Nullable String establishment) {
        if (meetings.findToChange(opening).isPresent()) {
            return;
        }
        meetings.save(
                Meeting.wanted(
                        room,
                        opening,
                        name,
                        waitingRoom,
                        guests,
                        establishment,
                        limits.places(),
                        clock.instant()));
        errands.start(opening);
    }

    /// A room was closed: its meeting must end, if it ever began.
    public void roomClosed(RoomId room, OpeningId opening) {
        var known = meetings.findToChange(opening);
        if (known.isEmpty()) {
            meetings.save(Meeting.neverWanted(room, opening, clock.instant()));
            return;
        }
        var meeting = known.get();
        meeting.close(clock.instant());
        meetings.save(meeting);
        if (meeting.status() == MeetingStatus.ENDING) {
            errands.end(opening);
        }
    }

    /// Chooses the least loaded server that is well and was not tried yet, and writes it down
    /// before anybody asks it.
    Placement place(OpeningId opening, Set<ServerName> tried) {
        var meeting = meetings.findToChange(opening);
        if (meeting.isEmpty() || meeting.get().status() != MeetingStatus.WANTED) {
            return new Unwanted();
        }
        var wanted = meeting.get();
        var load =
                meetings.load().stream()
                        .collect(toMap(Meetings.Load::getServer, Meetings.Load::getMeetings));
        // Its own last try must not count against the server it was on.
        wanted.server().ifPresent(server -> load.merge(server, -1L, Long::sum));
        var names = servers.names();
        return healths.findAllToChoose().stream()
                .filter(health -> names.contains(health.server()))
                .filter(health -> health.takesMeetings() && !tried.contains(health.server()))
                .min(
                        comparingInt(ServerHealth::failures)
                                .thenComparingLong(health ->
                                        health.load(load.getOrDefault(health.server(), 0L)))
                                .thenComparing(health -> health.server().value()))
                .<Placement>map(health -> {
                    wanted.placeOn(health.server());
                    meetings.save(wanted);
                    return new On(wanted.plan(), health.server());
                })
                .orElseGet(Nowhere::new);
    }

    /// A server has the meeting.
    ///
    /// @return false if nobody wants it any longer
    boolean started(OpeningId opening, ServerName server, long createTime) {
        return meetings.findToChange(opening)
                .map(meeting -> {
                    var wanted = meeting.started(server, createTime, clock.instant());
                    meetings.save(meeting);
                    return wanted;
                })
                .orElse(false);
    }

    void startFailed(OpeningId opening, StartFailure reason) {
        change(opening, meeting -> meeting.startFailed(reason, clock.instant()));
    }

    /// What a server told by itself.
    ///
    /// @param from the servers it may have come from
    /// @return whether it was about a meeting of ours on such a server
    public boolean noticed(Set<ServerName> from, OpeningId opening, List<MeetingNotice> notices) {
        var meeting = meetings.findToChange(opening).filter(it -> from.stream().anyMatch(it::isOn));
        meeting.ifPresent(it -> {
            var now = clock.instant();
            notices.forEach(notice -> it.notice(notice, now));
            saveAndTell(it);
        });
        return meeting.isPresent();
    }

    /// Who is in a meeting, as its server answered.
    void attended(OpeningId opening, Map<PersonId, Presence> present, Instant asked) {
        meetings.findToChange(opening)
                .ifPresent(meeting -> {
                    meeting.attended(present, asked, clock.instant());
                    saveAndTell(meeting);
                });
    }

    private void saveAndTell(Meeting meeting) {
        meeting.tellAttendance(clock.instant());
        meetings.save(meeting);
        meeting.attendanceTellableAt()
                .ifPresent(at -> errands.tellAttendance(meeting.opening(), at));
    }

    /// Tells how many are in a meeting, if that changed since it was told.
    public void tellAttendance(OpeningId opening) {
        meetings.findToChange(opening).ifPresent(this::saveAndTell);
    }

    /// A meeting is over.
    void ended(OpeningId opening, EndReason reason) {
        change(opening, meeting -> meeting.ended(reason, clock.instant()));
    }

    private void change(OpeningId opening, Consumer<Meeting> what) {
        meetings.findToChange(opening)
                .ifPresent(meeting -> {
                    what.accept(meeting);
                    meetings.save(meeting);
                });
    }

    /// A person comes with a pass and is shown in.
    ///
    /// @return the server's signed address; who has it is let in
    /// @throws EntryRefused if the pass opens nothing now
    public URI enter(EntryPass pass) {
        if (!pass.expiresAt().isAfter(clock.instant())) {
            throw new EntryRefused(pass, "the pass has expired");
        }
        var meeting =
                meetings.findById(pass.opening())
                        .flatMap(Meeting::asStarted)
                        .orElseThrow(() -> new EntryRefused(pass, "no meeting to enter"));
        var server =
                servers.find(meeting.server())
                        .orElseThrow(() -> new EntryRefused(pass, "its server is gone"));
        if (pass.role() == Role.VIEWER && meeting.places() > 0) {
            requirePlace(pass, meeting.places());
        }
        if (passes.use(
                        pass.id(),
                        pass.expiresAt(),
                        pass.opening().value(),
                        pass.person().value(),
                        clock.instant())
                == 0) {
            throw new EntryRefused(pass, "the pass was used");
        }
        var waits = pass.role() == Role.VIEWER && (meeting.waitingRoom() || pass.waits());
        return server.entrance(
                meeting, new Visitor(pass.person(), pass.name(), pass.role(), waits, pass.way()));
    }

    /// Those who come to a meeting at the same moment are counted one after the other, so that the
    /// last place is given once.
    private void requirePlace(EntryPass pass, int places) {
        meetings.findToChange(pass.opening());
        var since = clock.instant().minus(ARRIVING_TAKES);
        if (passes.others(pass.opening().value(), pass.person().value(), since) >= places) {
            throw EntryRefused.full(pass, places);
        }
    }

    /// The streaming robot wants to come in.
    ///
    /// @param admitted whether a moderator of this meeting admitted it before
    /// @throws MeetingNotFound if there is no meeting to enter
    @Transactional(readOnly = true)
    public URI liveEntrance(OpeningId opening, boolean admitted) {
        var meeting =
                meetings.findById(opening)
                        .flatMap(Meeting::asStarted)
                        .orElseThrow(() -> new MeetingNotFound(opening));
        return servers.find(meeting.server())
                .orElseThrow(() -> new MeetingNotFound(opening))
                .liveEntrance(meeting, meeting.waitingRoom() && !admitted);
    }

    /// @throws MeetingNotFound if there never was one for this opening
    @Transactional(readOnly = true)
    Meeting get(OpeningId opening) {
        return meetings.findById(opening).orElseThrow(() -> new MeetingNotFound(opening));
    }

    @Transactional(readOnly = true)
    Optional<Meeting> find(OpeningId opening) {
        return meetings.findById(opening);
    }

    @Transactional(readOnly = true)
    List<Meeting> runningOn(ServerName server) {
        return meetings.findRunningOn(server);
    }

    /// Which of the meetings found on a server are ours and should not be there: their opening is
    /// over, or has its meeting on another server. What we do not know is not ours to end.
    @Transactional(readOnly = true)
    List<OpeningId> unwantedOn(ServerName server, Collection<OpeningId> found, Instant asked) {
        return found.isEmpty()
                ? List.of()
                : meetings.findAllByOpeningIn(found).stream()
                        .filter(meeting -> meeting.isUnwantedOn(server, asked.minus(ENDING_TAKES)))
                        .map(Meeting::opening)
                        .toList();
    }

    /// Learns which servers there are. A meeting on one the platform no longer has is lost.
    public void meet(Set<ServerName> names) {
        names.forEach(name -> healths.meet(name.value()));
        healths.findAll().stream()
                .map(ServerHealth::server)
                .filter(known -> !names.contains(known))
                .forEach(this::giveUp);
    }

    ServerHealth answered(ServerName server, int people) {
        return tell(
                server,
                health -> {
                    health.answered(people);
                    return health;
                });
    }

    ServerHealth failed(ServerName server) {
        return tell(
                server,
                health -> {
                    health.failed(clock.instant());
                    return health;
                });
    }

    private ServerHealth tell(ServerName server, Function<ServerHealth, ServerHealth> what) {
        var health = healths.findToChange(server).orElseGet(() -> new ServerHealth(server));
        var took = health.takesMeetings();
        var told = healths.save(what.apply(health));
        if (took != told.takesMeetings()) {
            log.warn("Server {} is {}", server, took ? "offline" : "online again");
        }
        return told;
    }

    /// Gives up the meetings of a server that has been away for too long, if there is another that
    /// rooms may be opened on instead.
    void giveUpIfLost(ServerName server, Duration after) {
        var all = healths.findAll();
        var elsewhere =
                all.stream().anyMatch(it -> !it.server().equals(server) && it.takesMeetings());
        var lost =
                all.stream()
                        .anyMatch(it ->
                                it.server().equals(server) && it.isLost(after, clock.instant()));
        if (elsewhere && lost) {
            giveUp(server);
        }
    }

    private void giveUp(ServerName server) {
        for (var meeting : meetings.findRunningOn(server)) {
            log.warn("Opening {} lost its server {}", meeting.opening(), server);
            ended(meeting.opening(), EndReason.LOST);
        }
    }

    @Transactional(readOnly = true)
    public boolean takesMeetings(ServerName server) {
        return healths.findById(server).map(ServerHealth::takesMeetings).orElse(true);
    }

    /// Forgets what nobody will ask about again.
    public void forget(Duration endedFor) {
        var now = clock.instant();
        meetings.forgetEndedBefore(now.minus(endedFor));
        passes.forgetExpiredBefore(now.minus(Duration.ofHours(1)));
    }

    /// Takes all traces of somebody away. Of who has left a meeting there are none but the passes
    /// of the last hour.
    public void erase(PersonId person) {
        meetings.forgetPresenceOf(person.value());
        passes.forgetPerson(person.value());
    }
}
