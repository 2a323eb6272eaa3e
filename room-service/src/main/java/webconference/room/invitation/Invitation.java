package webconference.room.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import webconference.room.Role;
import webconference.room.RoomId;
import webconference.room.UserId;
import webconference.room.invitation.InvitationDeed.What;
import webconference.room.invitation.InvitationRequested.Correspondent;
import webconference.room.invitation.InvitationRequested.Date;
import webconference.room.invitation.InvitationRequested.Outside;
import webconference.room.invitation.Recipient.Status;

/// What somebody wrote to several people about a room, with a date or without. It counts what
/// became of it, and keeps its words only as long as it can be sent again.
@Entity
@Table(name = "invitations")
public class Invitation {

    private static final Duration AFTER_THE_MEETING = Duration.ofDays(1);

    @Id private UUID id;
    private UUID room;
    private UserId sender;
    private String subject;
    private @Nullable String html;
    private @Nullable String text;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable Instant wordsUntil;

    private Instant sentAt;
    private int notice;
    private long revision;
    @Embedded private @Nullable Meeting meeting;
    private int pending;
    private int delivered;
    private int failed;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable String creationKey;

    @Column(name = "version")
    private long seen; // counts what people can see change

    @Version
    @Column(name = "lock")
    private @Nullable Long lock;

    @Transient private final List<Object> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Invitation() {}

    /// @param creationKey what makes the same request twice give the same invitation
    Invitation(
            UUID id,
            RoomId room,
            UserId sender,
            String subject,
            MessageBody body,
            @Nullable Meeting meeting,
            @Nullable String creationKey,
            Instant at,
            Duration wordsKept) {
        this.id = id;
        this.room = room.value();
        this.sender = sender;
        this.subject = subject;
        this.html = body.html();
        this.text = body.text();
        this.creationKey = creationKey;
        sentAt = at;
        notice = 1;
        dated(meeting, wordsKept, at);
    }

    private void dated(@Nullable Meeting next, Duration wordsKept, Instant at) {
        meeting = next;
        var until = at.plus(wordsKept);
        if (next != null && next.end().plus(AFTER_THE_MEETING).isAfter(until)) {
            until = next.end().plus(AFTER_THE_MEETING);
        }
        wordsUntil = until;
    }

    /// Gives it a date, or another one; a message of its own tells people so.
    void moveTo(Meeting next, Duration wordsKept, Instant at) {
        dated(meeting == null ? next : meeting.movedTo(next), wordsKept, at);
        notice++;
    }

    /// Takes the date back; a message of its own tells people so.
    void cancel(Meeting before) {
        meeting = before.takenBack();
        notice++;
    }

    /// Asks for the latest message to be brought to these people, in parts of so many.
    ///
    /// @param from the sender, as the directory knows them now
    /// @throws WordsForgotten if it was sent too long ago
    void send(Correspondent from, List<Addressee> to, int batch, WaysIn ways, Instant at) {
        if (to.isEmpty()) {
            return;
        }
        var body = body();
        var message = Message.of(subject, body, meeting);
        var outside = outside(body, ways);
        for (var first = 0; first < to.size(); first += batch) {
            revision++;
            events.add(
                    new InvitationRequested(
                            room(),
                            id,
                            revision,
                            at,
                            notice,
                            from,
                            message.subject(),
                            message.html(),
                            message.text(),
                            date(ways.link()),
                            outside,
                            to.subList(first, Math.min(first + batch, to.size())).stream()
                                    .map(Addressee::correspondent)
                                    .toList()));
        }
    }

    private MessageBody body() {
        if (html == null || text == null) {
            throw new WordsForgotten(id);
        }
        return new MessageBody(html, text);
    }

    private @Nullable Outside outside(MessageBody body, WaysIn ways) {
        var forGuests = ways.forGuests();
        if (forGuests == null) {
            return null;
        }
        var message = Message.of(subject, body.leadingTo(forGuests, ways.link()), meeting);
        return new Outside(message.html(), message.text(), forGuests);
    }

    private @Nullable Date date(String link) {
        return meeting == null
                ? null
                : new Date(
                        meeting.start(),
                        meeting.minutes(),
                        meeting.sequence(),
                        meeting.cancelled(),
                        subject,
                        link);
    }

    /// Notes who sent it, or what followed.
    void done(What what, UserId by, Role as, int recipients) {
        events.add(new InvitationDeed(room(), id, what, by, as, recipients));
    }

    /// Takes in how its recipients stand now.
    void count(List<Recipient> recipients) {
        pending = count(recipients, Status.PENDING);
        delivered = count(recipients, Status.DELIVERED);
        failed = count(recipients, Status.FAILED);
        changed();
    }

    private static int count(List<Recipient> recipients, Status status) {
        return (int) recipients.stream().filter(r -> r.status() == status).count();
    }

    /// One of those it was pending for has got it, or will not.
    void settled(Status as) {
        pending--;
        switch (as) {
            case DELIVERED -> delivered++;
            case FAILED -> failed++;
            case PENDING -> throw new IllegalArgumentException("that is not settled");
        }
        changed();
    }

    private void changed() {
        seen++;
        events.removeIf(InvitationChanged.class::isInstance);
        events.add(new InvitationChanged(id));
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

    /// Which message is the latest: the invitation is 1, each change of its date one more.
    int notice() {
        return notice;
    }

    public @Nullable Meeting meeting() {
        return meeting;
    }

    public int pending() {
        return pending;
    }

    public int delivered() {
        return delivered;
    }

    public int failed() {
        return failed;
    }

    /// Grows with every change that somebody can see.
    public long version() {
        return seen;
    }

    @DomainEvents
    List<Object> events() {
        return List.copyOf(events);
    }

    @AfterDomainEventPublication
    void published() {
        events.clear();
    }
}
