package webconference.room.invitation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.invitation.Recipient.Status;

/// One message to several people. Its words are not kept, only to whom it went and what became of
/// it.
@Entity
@Table(name = "invitations")
public class Invitation {

    @Id private UUID id;
    private UUID room;
    private UserId sender;
    private String subject;
    private Instant sentAt;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "recipients", joinColumns = @JoinColumn(name = "invitation"))
    private Set<Recipient> recipients = new HashSet<>();

    @Version private @Nullable Long lock;

    @Transient private final List<InvitationRequested> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Invitation() {}

    Invitation(InvitationRequested requested) {
        id = requested.invitation();
        room = requested.room().value();
        sender = new UserId(requested.by().id());
        subject = requested.subject();
        sentAt = requested.at();
        requested.recipients().stream()
                .map(r -> new Recipient(r.id(), r.name(), Status.PENDING, null))
                .forEach(recipients::add);
        events.add(requested);
    }

    /// Takes in what became of one message. What was delivered stays delivered.
    void told(String person, Status status, Recipient.@Nullable Reason reason) {
        recipients.stream()
                .filter(r -> r.person().equals(person) && r.status() != Status.DELIVERED)
                .findFirst()
                .ifPresent(before -> {
                    recipients.remove(before);
                    recipients.add(new Recipient(person, before.name(), status, reason));
                });
    }

    public UUID id() {
        return id;
    }

    public RoomId room() {
        return new RoomId(room);
    }

    public UserId sender() {
        return sender;
    }

    public String subject() {
        return subject;
    }

    public Instant sentAt() {
        return sentAt;
    }

    public Set<Recipient> recipients() {
        return Set.copyOf(recipients);
    }

    @DomainEvents
    List<InvitationRequested> events() {
        return List.copyOf(events);
    }

    @AfterDomainEventPublication
    void published() {
        events.clear();
    }
}
