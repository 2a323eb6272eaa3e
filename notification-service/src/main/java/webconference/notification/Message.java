package webconference.notification;

import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import webconference.notification.NotificationEvent.InvitationDelivered;
import webconference.notification.NotificationEvent.InvitationFailed;

/// What somebody wants said: the invitation, or what followed it. It counts what became of its
/// copies, and forgets its words when the last one is settled.
@Entity
public class Message {

    @EmbeddedId private MessageId id;
    private UUID room;
    private int notice;

    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable String sender;

    private String senderName;
    private @Nullable String senderAddress;
    private @Nullable String subject;
    private @Nullable String html;
    private @Nullable String text;
    @Embedded private @Nullable Meeting meeting;
    @Embedded private @Nullable OutsideWords outside;

    @Convert(converter = LanguageColumn.class)
    private Language language;

    private boolean reported;
    private int open;
    private long revision;
    @Version private @Nullable Long version;
    @Transient private final List<NotificationEvent> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Message() {}

    Message(Request request) {
        this.id = request.message();
        this.room = request.room();
        this.senderName = request.sender().name();
        this.language = request.language();
        this.reported = request.reported();
        write(request);
    }

    MessageId id() {
        return id;
    }

    /// Says the same again, or what followed it: the copies that are open bring the latest words.
    void write(Request request) {
        this.notice = request.notice();
        this.sender = request.sender().id();
        this.senderName = request.sender().name();
        this.senderAddress = request.sender().address();
        this.subject = request.subject();
        this.html = request.html();
        this.text = request.text();
        this.meeting = request.meeting();
        this.outside = request.outside();
    }

    /// Whether something newer was said since.
    boolean isBeyond(Request request) {
        return notice > request.notice();
    }

    /// Takes up a copy that is new or settled: it is to be brought to its recipient, once more if
    /// it has to be.
    ///
    /// @return whether there is anything to bring: not if it is on its way, or arrived
    boolean takeUp(Delivery delivery, Person recipient) {
        if (delivery.isOn(notice)) {
            return false;
        }
        if (delivery.isSettled()) {
            open++;
        }
        delivery.takeUp(notice, recipient);
        return true;
    }

    /// The copy goes with the latest words, and is from now on a copy of that message: it is not
    /// taken up for it again, and what becomes of it says nothing of a later one.
    ///
    /// @return the copy to hand over; empty if there is nothing left to say to this person
    Optional<Letter> letterFor(Delivery delivery) {
        var address = delivery.address();
        if (delivery.isSettled()
                || address.isEmpty()
                || subject == null
                || html == null
                || text == null) {
            return Optional.empty();
        }
        delivery.goesWith(notice);
        var others = delivery.isOutside() ? outside : null;
        return Optional.of(
                new Letter(
                        delivery.id(),
                        notice,
                        senderName,
                        senderAddress,
                        delivery.name(),
                        address.get(),
                        subject,
                        others == null ? html : others.html(),
                        others == null ? text : others.text(),
                        meeting == null || others == null ? meeting : meeting.by(others.link()),
                        language));
    }

    void delivered(Delivery delivery, Instant at) {
        if (delivery.isSettled()) {
            return;
        }
        delivery.delivered(at);
        settled(
                new InvitationDelivered(
                        room,
                        id.value(),
                        revision + 1,
                        at,
                        delivery.notice(),
                        delivery.id().recipient()));
    }

    void failed(Delivery delivery, FailureReason why, Instant at) {
        if (delivery.isSettled()) {
            return;
        }
        delivery.failed(why, at);
        settled(
                new InvitationFailed(
                        room,
                        id.value(),
                        revision + 1,
                        at,
                        delivery.notice(),
                        delivery.id().recipient(),
                        why));
    }

    private void settled(NotificationEvent event) {
        if (reported) {
            revision = event.revision();
            events.add(event);
        }
        open--;
        forgetWordsWhenDone();
    }

    /// Words that nobody waits for are not kept.
    void forgetWordsWhenDone() {
        if (open == 0) {
            subject = null;
            html = null;
            text = null;
            senderAddress = null;
            meeting = null;
            outside = null;
        }
    }

    @DomainEvents
    List<NotificationEvent> events() {
        return List.copyOf(events);
    }

    @AfterDomainEventPublication
    void published() {
        events.clear();
    }
}
