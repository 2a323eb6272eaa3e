package webconference.meeting;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a server has answered lately, seen the same by every instance of this service.
///
/// Two failures in a row and it gets no new meeting; then only three good answers in a row make it
/// fit again, so that one that comes and goes is left alone.
@Entity
public class ServerHealth {

    static final int FAILURES_UNTIL_OFFLINE = 2;
    static final int ANSWERS_UNTIL_ONLINE = 3;

    /// What a meeting weighs beside a person who is there: a class comes to it.
    private static final int PEOPLE_EXPECTED = 10;

    enum State {
        NEW,
        ONLINE,
        OFFLINE
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "server"))
    private ServerName server;

    @Enumerated(EnumType.STRING)
    private State state = State.NEW;

    private int failures;
    private int answers;
    private @Nullable Instant failingSince;
    private int people;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected ServerHealth() {}

    /// A server nobody has asked yet. It is trusted until it fails.
    public ServerHealth(ServerName server) {
        this.server = server;
    }

    /// @param people how many there are on it, in whosever meetings
    void answered(int people) {
        failures = 0;
        failingSince = null;
        this.people = people;
        answers = Math.min(answers + 1, ANSWERS_UNTIL_ONLINE);
        if (state == State.NEW || answers == ANSWERS_UNTIL_ONLINE) {
            state = State.ONLINE;
        }
    }

    void failed(Instant at) {
        answers = 0;
        failures++;
        if (failingSince == null) {
            failingSince = at;
        }
        if (failures >= FAILURES_UNTIL_OFFLINE) {
            state = State.OFFLINE;
        }
    }

    /// Whether new meetings may be put on it.
    public boolean takesMeetings() {
        return state != State.OFFLINE;
    }

    /// Whether its last answers were good.
    public boolean isWell() {
        return takesMeetings() && failures == 0;
    }

    /// Whether it has been away for so long that its meetings are given up.
    boolean isLost(Duration after, Instant at) {
        return state == State.OFFLINE
                && failingSince != null
                && !failingSince.plus(after).isAfter(at);
    }

    /// How busy it is. Meetings it was asked for since it last answered count too.
    long load(long meetings) {
        return people + PEOPLE_EXPECTED * meetings;
    }

    int failures() {
        return failures;
    }

    public ServerName server() {
        return server;
    }
}
