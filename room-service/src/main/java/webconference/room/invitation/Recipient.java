package webconference.room.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody invited, and what became of the latest message to them.
@Entity
@Table(name = "recipients")
public class Recipient {

    /// Where the message is.
    public enum Status {
        PENDING,
        DELIVERED,
        FAILED
    }

    /// Why a message cannot be delivered.
    public enum Reason {
        NO_ADDRESS,
        REFUSED,
        UNREACHABLE,
        MAILBOX_FULL,
        /// The school does not allow writing to people outside any more.
        NOT_ALLOWED
    }

    /// @param person their id; of somebody who is not in the directory, one for this invitation
    ///   only
    @Embeddable
    record Id(@Column(name = "invitation") UUID invitation, @Column(name = "person") String person)
            implements Serializable {}

    @EmbeddedId private Id id;
    private String name;
    private @Nullable String address;
    private int notice;
    private boolean reached;

    @Enumerated(EnumType.STRING)
    private Status status = Status.PENDING;

    @Enumerated(EnumType.STRING)
    private @Nullable Reason reason;

    @Version private @Nullable Long lock;

    @SuppressWarnings("NullAway.Init")
    protected Recipient() {}

    Recipient(UUID invitation, Addressee to) {
        id = new Id(invitation, to.id());
        name = to.name();
        address = to.external() ? to.email() : null;
        notice = 1;
        if (to.gone()) {
            status = Status.FAILED;
            reason = Reason.NO_ADDRESS;
        }
    }

    /// A message is on its way to them.
    void sentTo(int notice) {
        this.notice = notice;
        status = Status.PENDING;
        reason = null;
    }

    /// It is not sent to them any more.
    void gone(int notice, Reason why) {
        this.notice = notice;
        status = Status.FAILED;
        reason = why;
    }

    /// Takes in what became of a message, if it is the latest. What was delivered stays delivered.
    ///
    /// @return whether that is news
    boolean told(int notice, Status status, @Nullable Reason reason) {
        if (notice != this.notice || this.status != Status.PENDING) {
            return false;
        }
        this.status = status;
        this.reason = reason;
        reached = reached || status == Status.DELIVERED;
        return true;
    }

    public String person() {
        return id.person();
    }

    public String name() {
        return name;
    }

    /// Where they are written to, if the directory does not know it.
    @Nullable String address() {
        return address;
    }

    /// Whether one of the messages arrived.
    boolean reached() {
        return reached;
    }

    public Status status() {
        return status;
    }

    /// Why they will not get it.
    public @Nullable Reason reason() {
        return reason;
    }
}
