package webconference.streaming;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of one opening's meeting. Two services tell of it, in any order; its row is also
/// the lock under which everything about the opening's streams is decided.
@Entity
public class Meeting {

    @Id private UUID opening;
    private UUID room;
    private boolean started;
    private boolean over;

    @SuppressWarnings("UnusedVariable") // read by the forgetting, in SQL
    private @Nullable Instant overAt;

    private @Nullable Integer moderators; // null: nobody said yet
    private long moderatorsRevision;

    @Embedded
    @AttributeOverride(name = "url", column = @Column(name = "next_url"))
    @AttributeOverride(name = "sealedKey", column = @Column(name = "next_sealed_key"))
    @AttributeOverride(name = "onStop", column = @Column(name = "next_on_stop"))
    private @Nullable StreamTarget next;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    protected Meeting() {}

    UUID opening() {
        return opening;
    }

    UUID room() {
        return room;
    }

    boolean isRunning() {
        return started && !over;
    }

    boolean isOver() {
        return over;
    }

    void start() {
        started = true;
    }

    void end(Instant at) {
        if (!over) {
            over = true;
            overAt = at;
            next = null;
        }
    }

    /// Takes the number of moderators from an event, unless a later one was heard.
    ///
    /// @return whether it is news
    boolean moderators(int moderators, long revision) {
        if (revision <= moderatorsRevision) {
            return false;
        }
        this.moderators = moderators;
        this.moderatorsRevision = revision;
        return true;
    }

    /// One was seen in the meeting, although nobody has told of it yet.
    void moderatorSeen() {
        if (isWithoutModerator()) {
            moderators = 1;
        }
    }

    /// Whether, as far as was heard, no moderator is there; also when none ever came.
    boolean isWithoutModerator() {
        return moderators == null || moderators == 0;
    }

    /// A start was asked for while the last run is still being ended.
    void startNext(StreamTarget target) {
        next = target;
    }

    void startNone() {
        next = null;
    }

    Optional<StreamTarget> takeNext() {
        var taken = Optional.ofNullable(next);
        next = null;
        return taken;
    }
}
