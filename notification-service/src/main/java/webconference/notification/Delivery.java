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

/// One person's copy of a message: to be sent, or settled one way or the other, once.
@Entity
public class Delivery {

    enum Status {
        PENDING,
        DELIVERED,
        FAILED
    }

    @EmbeddedId private DeliveryId id;
    private String name;
    private @Nullable String address;

    @Enumerated(EnumType.STRING)
    private Status status = Status.PENDING;

    @Enumerated(EnumType.STRING)
    @SuppressWarnings("UnusedVariable") // for whoever asks the database why
    private @Nullable FailureReason reason;

    private int tries;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable Instant settledAt;

    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Delivery() {}

    Delivery(DeliveryId id, String name, @Nullable String address) {
        this.id = id;
        this.name = name;
        this.address = address;
    }

    public DeliveryId id() {
        return id;
    }

    boolean isSettled() {
        return status != Status.PENDING;
    }

    String name() {
        return name;
    }

    Optional<String> address() {
        return Optional.ofNullable(address);
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
