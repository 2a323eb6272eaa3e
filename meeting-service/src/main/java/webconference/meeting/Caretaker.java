package webconference.meeting;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import webconference.meeting.MeetingServer.Found;
import webconference.meeting.MeetingServerFailure.Refused;
import webconference.meeting.MeetingServerFailure.Unreachable;
import webconference.meeting.Placement.Nowhere;
import webconference.meeting.Placement.On;
import webconference.meeting.Placement.Unwanted;

/// Does on the servers what the [MeetingDesk] has written down, and writes down what it found
/// there. It calls servers outside of transactions, and everything it does may be done again.
@Service
public class Caretaker {

    /// How long who opens a room waits at most to hear that it cannot be had.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Caretaker.class);

    private final MeetingDesk desk;
    private final MeetingServers servers;
    private final Clock clock;

    Caretaker(MeetingDesk desk, MeetingServers servers, Clock clock) {
        this.desk = desk;
        this.servers = servers;
        this.clock = clock;
    }

    /// Asks one server after the other for a wanted meeting.
    ///
    /// @param since when it was first tried
    /// @return when to try again, if it is neither there nor given up
    public Optional<Instant> start(OpeningId opening, Instant since) {
        var deadline = since.plus(PATIENCE);
        var tried = new HashSet<ServerName>();
        var silent = false;
        while (true) {
            switch (desk.place(opening, tried)) {
                case Unwanted _ -> {
                    return Optional.empty();
                }
                case Nowhere _ -> {
                    return againOrFailed(opening, deadline, reasonOf(tried.isEmpty(), silent));
                }
                case On(var plan, var name) -> {
                    tried.add(name);
                    try {
                        start(plan, name, remaining(deadline));
                        return Optional.empty();
                    } catch (Unreachable e) {
                        silent = true;
                        log.warn("Opening {} not started: {}", opening, e.getMessage());
                    } catch (Refused e) {
                        log.error("Opening {} not started: {}", opening, e.getMessage());
                    }
                    if (silent && !deadline.isAfter(clock.instant())) {
                        desk.startFailed(opening, StartFailure.UNREACHABLE);
                        return Optional.empty();
                    }
                }
            }
        }
    }

    private static StartFailure reasonOf(boolean nobodyAsked, boolean silent) {
        if (nobodyAsked) {
            return StartFailure.NO_SERVER;
        }
        return silent ? StartFailure.UNREACHABLE : StartFailure.REFUSED;
    }

    private Optional<Instant> againOrFailed(
            OpeningId opening, Instant deadline, StartFailure reason) {
        var next = clock.instant().plus(PAUSE);
        if (reason != StartFailure.REFUSED && next.isBefore(deadline)) {
            return Optional.of(next);
        }
        desk.startFailed(opening, reason);
        return Optional.empty();
    }

    private void start(MeetingPlan plan, ServerName name, Duration within) {
        var server = get(name);
        var createTime = server.start(plan, within);
        if (!desk.started(plan.opening(), name, createTime)) {
            // The room was closed while the server was being asked.
            log.info("Opening {} is not wanted any longer; ended on {}", plan.opening(), name);
            end(server, plan.opening());
        }
    }

    /// The first question is always given a chance, however late it is asked.
    private Duration remaining(Instant deadline) {
        var left = Duration.between(clock.instant(), deadline);
        return left.compareTo(PAUSE) < 0 ? PAUSE : left;
    }

    /// Ends a meeting on its server.
    ///
    /// @return whether that is done; if not, the server must be told again
    public boolean end(OpeningId opening) {
        var meeting = desk.find(opening).filter(it -> it.status() == MeetingStatus.ENDING);
        if (meeting.isEmpty()) {
            return true;
        }
        var server = meeting.get().server().flatMap(servers::find);
        try {
            server.ifPresent(it -> it.end(opening));
        } catch (MeetingServerFailure e) {
            log.warn("Opening {} not ended yet: {}", opening, e.getMessage());
            return false;
        }
        desk.ended(opening, EndReason.CLOSED);
        return true;
    }

    /// Asks a server what it has, and sets right what differs: it is the truth about who is in a
    /// meeting and which meetings there are.
    ///
    /// @param lostAfter how long a server may be away before its meetings are given up
    /// @return how it is
    public ServerHealth check(ServerName name, Duration lostAfter) {
        var asked = clock.instant();
        MeetingServer.Report report;
        var server = get(name);
        try {
            report = server.report();
        } catch (MeetingServerFailure e) {
            // A server that is down is no server without meetings.
            log.debug("Not checked: {}", e.getMessage());
            var health = desk.failed(name);
            desk.giveUpIfLost(name, lostAfter);
            return health;
        }
        var health = desk.answered(name, report.people());
        reconcile(server, report, asked);
        return health;
    }

    private void reconcile(MeetingServer server, MeetingServer.Report report, Instant asked) {
        Map<OpeningId, Found> found =
                report.meetings().stream()
                        .collect(toMap(Found::opening, Function.identity(), (one, _) -> one));
        var running = desk.runningOn(server.name());
        for (var meeting : running) {
            var there = found.get(meeting.opening());
            if (there == null) {
                endIfGone(server, meeting, asked);
            } else if (meeting.isNewTo(there.present())) {
                desk.attended(meeting.opening(), there.present(), asked);
            }
        }
        var expected = running.stream().map(Meeting::opening).collect(toSet());
        var others =
                found.keySet().stream().filter(opening -> !expected.contains(opening)).toList();
        for (var opening : desk.unwantedOn(server.name(), others, asked)) {
            log.warn("Opening {} is over, but on {}; ending it there", opening, server.name());
            end(server, opening);
        }
    }

    /// A list may have been made before the meeting was, or be behind: the one question about it
    /// decides.
    private void endIfGone(MeetingServer server, Meeting meeting, Instant asked) {
        if (!meeting.startedBefore(asked)) {
            return;
        }
        try {
            if (server.find(meeting.opening()).isEmpty()) {
                desk.ended(meeting.opening(), EndReason.ENDED_IN_MEETING);
            }
        } catch (MeetingServerFailure e) {
            log.warn("Opening {} may be gone: {}", meeting.opening(), e.getMessage());
        }
    }

    /// Ends what nobody waits for; a failure is set right by the next check.
    private void end(MeetingServer server, OpeningId opening) {
        try {
            server.end(opening);
        } catch (MeetingServerFailure e) {
            log.warn("Opening {} not ended yet: {}", opening, e.getMessage());
        }
    }

    /// Whether a meeting is held and by whom it is attended: what its server says now, or what we
    /// know while the server does not answer.
    ///
    /// @throws MeetingNotFound if there never was one for this opening
    public Sighting look(OpeningId opening) {
        var started = desk.get(opening).asStarted();
        if (started.isEmpty()) {
            return new Sighting(false, Attendance.NOBODY);
        }
        var asked = clock.instant();
        try {
            get(started.get().server())
                    .find(opening)
                    .ifPresentOrElse(
                            found -> desk.attended(opening, found.present(), asked),
                            () -> desk.ended(opening, EndReason.ENDED_IN_MEETING));
        } catch (MeetingServerFailure e) {
            log.warn("Opening {} not looked at: {}", opening, e.getMessage());
        }
        var meeting = desk.get(opening);
        return new Sighting(meeting.asStarted().isPresent(), meeting.attendance());
    }

    /// @param running whether the meeting can be entered
    public record Sighting(boolean running, Attendance attendance) {}

    /// Asks a server to tell by itself what happens.
    ///
    /// @return whether it will
    public boolean subscribe(ServerName name) {
        try {
            get(name).subscribe();
            return true;
        } catch (MeetingServerFailure e) {
            log.info("No callbacks: {}", e.getMessage());
            return false;
        }
    }

    private MeetingServer get(ServerName name) {
        return servers.find(name)
                .orElseThrow(() -> new Unreachable(name + " is not configured", null));
    }
}
