package webconference.notification;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One person's copy of a message: to be sent, or settled one way or the other, once. It may be
/// taken up again: for a later message, or when it failed.
@Entity
public class Delivery {

    enum Status {
        PENDING,
        DELIVERED,
        FAILED
    }

    @EmbeddedId private DeliveryId id;
    private int notice; // it was taken up for, or has gone with since
    private int round;
    private String name = "";
    private @Nullable String address;
    private boolean outside;

    @Enumerated(EnumType.STRING)
    private @Nullable Status status;

    @Enumerated(EnumType.STRING)
    @SuppressWarnings("UnusedVariable") // for whoever asks the database why
    private @Nullable FailureReason reason;

    private int tries;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable Instant settledAt;

    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Delivery() {}

    /// Nobody has taken it up yet.
    Delivery(DeliveryId id) {
        this.id = id;
    }

    public DeliveryId id() {
        return id;
    }

    Errand errand() {
        return new Errand(id, round);
    }

    boolean isSettled() {
        return status != Status.PENDING;
    }

    /// Whether it is on its way with this message, or has arrived.
    boolean isOn(int notice) {
        return this.notice == notice && (status == Status.PENDING || status == Status.DELIVERED);
    }

    void takeUp(int notice, Person recipient) {
        this.notice = notice;
        round++;
        name = recipient.name();
        address = recipient.address();
        outside = recipient.outside();
        status = Status.PENDING;
        reason = null;
        settledAt = null;
        tries = 0;
    }

    /// It goes with this message, whichever it was taken up for.
    void goesWith(int notice) {
        this.notice = notice;
    }

    int notice() {
        return notice;
    }

    String name() {
        return name;
    }

    Optional<String> address() {
        return Optional.ofNullable(address);
    }

    boolean isOutside() {
        return outside;
    }

    void delivered(Instant at) {
        tries++;
        settle(Status.DELIVERED, null, at);
    }

    void failed(FailureReason why, Instant at) {
        settle(Status.FAILED, why, at);
    }

    /// Nobody took it this time.
    ///
    /// @return how long to wait before the next try; empty when there is none left
    Optional<Duration> triedInVain(Patience patience) {
        tries++;
        return patience.pauseAfter(tries);
    }

    private void settle(Status how, @Nullable FailureReason why, Instant at) {
        status = how;
        reason = why;
        settledAt = at;
        address = null; // what is settled needs it no more
    }
}
