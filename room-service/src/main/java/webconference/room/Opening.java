package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One use of a room, from the click on « Ouvrir la salle » to the end of the meeting. The database
/// lets a room have one at a time that has not ended.
@Entity
@Table(name = "openings")
public class Opening {

    @EmbeddedId private OpeningId id;

    @SuppressWarnings("UnusedVariable") // read by the database, which keeps one a room
    private UUID room;

    @Column(name = "opener")
    private UserId by;

    private Instant requestedAt;
    private @Nullable Instant openedAt;
    private @Nullable Instant endedAt;
    private boolean streamed;
    private int places;
    private int people;
    private int mostPeople;
    private int moderators;
    private long heard;

    @SuppressWarnings("UnusedVariable") // read by the history
    private @Nullable UserId closedBy;

    @Enumerated(EnumType.STRING)
    private RoomEvent.@Nullable CloseReason closeReason;

    @SuppressWarnings("NullAway.Init")
    protected Opening() {}

    Opening(OpeningId id, RoomId room, UserId by, Instant requestedAt, boolean streamed) {
        this.id = id;
        this.room = room.value();
        this.by = by;
        this.requestedAt = requestedAt;
        this.streamed = streamed;
    }

    /// @param placesThere how many people may be there; 0: as many as come
    void started(int placesThere, Instant at) {
        openedAt = at;
        places = placesThere;
    }

    /// Says why it is over, the first time that is known.
    void closed(RoomEvent.CloseReason reason, @Nullable UserId by) {
        if (closeReason == null) {
            closeReason = reason;
            closedBy = by;
        }
    }

    void ended(Instant at) {
        endedAt = at;
        people = 0;
        moderators = 0;
    }

    /// Takes in how many are there, unless something newer was heard already.
    ///
    /// @return whether it was news
    boolean attended(long revision, int peopleNow, int moderatorsNow) {
        if (endedAt != null || revision <= heard) {
            return false;
        }
        heard = revision;
        people = peopleNow;
        mostPeople = Math.max(mostPeople, peopleNow);
        moderators = moderatorsNow;
        return true;
    }

    public OpeningId id() {
        return id;
    }

    public UserId by() {
        return by;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public @Nullable Instant openedAt() {
        return openedAt;
    }

    /// Whether the room was opened with a target, so that a stream comes by itself.
    boolean streamed() {
        return streamed;
    }

    /// How many places there are, if all are taken.
    @Nullable Integer full() {
        return places > 0 && people >= places ? places : null;
    }

    public int people() {
        return people;
    }

    public int moderators() {
        return moderators;
    }
}
