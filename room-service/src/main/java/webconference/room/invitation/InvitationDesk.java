package webconference.room.invitation;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import webconference.room.Action;
import webconference.room.Contended;
import webconference.room.FieldProblem;
import webconference.room.Portal;
import webconference.room.Room;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.User;
import webconference.room.invitation.InvitationDeed.What;
import webconference.room.invitation.Recipient.Reason;
import webconference.room.invitation.Recipient.Status;

/// Where people are invited, and where is heard what became of their messages.
@Service
@Contended
public class InvitationDesk {

    private static final int LONGEST_KEY = 200;

    private final Invitations invitations;
    private final Recipients recipients;
    private final LetterCheck check;
    private final Addressees addressees;
    private final Quotas quotas;
    private final InvitationSettings settings;
    private final Rooms rooms;
    private final Portal portal;
    private final Clock clock;

    InvitationDesk(
            Invitations invitations,
            Recipients recipients,
            LetterCheck check,
            Addressees addressees,
            Quotas quotas,
            InvitationSettings settings,
            Rooms rooms,
            Portal portal,
            Clock clock) {
        this.invitations = invitations;
        this.recipients = recipients;
        this.check = check;
        this.addressees = addressees;
        this.quotas = quotas;
        this.settings = settings;
        this.rooms = rooms;
        this.portal = portal;
        this.clock = clock;
    }

    /// What somebody may send.
    ///
    /// @param most recipients of one message
    /// @param external whether to people outside the directory
    public record Allowance(int most, boolean external) {}

    public Allowance allowance(User by) {
        return new Allowance(settings.most(), addressees.mayBeOutside(by));
    }

    /// A message before it is sent.
    ///
    /// @param people how many get it
    public record Preview(Message message, int people) {}

    /// What would be sent, and to how many.
    ///
    /// @throws InvitationIncomplete with a sentence for each faulty field
    public Preview preview(RoomId id, InvitationDraft draft, User by) {
        var room = rooms.get(id);
        room.require(by, Action.INVITE);
        var letter = check.read(room, draft, by);
        return new Preview(
                Message.of(letter.subject(), letter.body(), letter.meeting()), letter.to().size());
    }

    /// Sends a message to each of these people once, however often they were chosen. The same key
    /// from the same person sends nothing again.
    ///
    /// @throws InvitationIncomplete with a sentence for each faulty field
    public Sent invite(RoomId id, InvitationDraft draft, @Nullable String key, User by) {
        var room = rooms.get(id);
        var as = room.require(by, Action.INVITE);
        if (key != null && key.length() > LONGEST_KEY) {
            throw new InvitationIncomplete(
                    List.of(FieldProblem.of("Idempotency-Key", "key-long", LONGEST_KEY)));
        }
        var before = invitations.findAgain(by.id(), key);
        if (before.isPresent()) {
            return withRecipients(before.get());
        }
        var letter = check.read(room, draft, by);
        var now = clock.instant();
        quotas.take(What.INVITE, by.id(), as, id, letter.to().size(), now);
        var invitation =
                new Invitation(
                        UUID.randomUUID(),
                        id,
                        by.id(),
                        letter.subject(),
                        letter.body(),
                        letter.meeting(),
                        key,
                        now,
                        settings.wordsKept());
        var everybody = letter.to().stream().map(a -> new Recipient(invitation.id(), a)).toList();
        var reachable = letter.to().stream().filter(Predicate.not(Addressee::gone)).toList();
        invitations.forgetWords(now);
        invitation.done(What.INVITE, by.id(), as, reachable.size());
        return send(invitation, room, by.name(), reachable, everybody, everybody);
    }

    /// What was sent for a room, the newest first; fifty at most.
    public List<Invitation> sentFor(RoomId id, User by) {
        rooms.get(id).require(by, Action.INVITE);
        return invitations.findTop50ByRoomOrderBySentAtDesc(id.value());
    }

    /// @throws InvitationNotFound if there is none for that room
    public Sent look(RoomId room, UUID id, User by) {
        return withRecipients(find(room, id, by));
    }

    /// Sends the latest message once more to those who did not get it.
    ///
    /// @throws WordsForgotten if it was sent too long ago
    public Sent retry(RoomId room, UUID id, User by) {
        var invitation = find(room, id, by);
        var meeting = invitation.meeting();
        var takenBack = meeting != null && meeting.cancelled();
        return sendAgain(
                invitation,
                r -> r.status() == Status.FAILED && (r.reached() || !takenBack),
                What.INVITE_AGAIN,
                by);
    }

    /// Gives an invitation a date, or another one, and tells everybody invited.
    ///
    /// @throws WordsForgotten if it was sent too long ago
    public Sent moveMeeting(RoomId room, UUID id, MeetingDraft draft, User by) {
        var invitation = find(room, id, by);
        var problems = new ArrayList<FieldProblem>();
        var next = Meeting.read(draft, "", clock.instant(), problems);
        if (next == null) {
            throw new InvitationIncomplete(problems);
        }
        var before = invitation.meeting();
        if (before != null && before.isAt(next)) {
            return withRecipients(invitation);
        }
        invitation.moveTo(next, settings.wordsKept(), clock.instant());
        return sendAgain(invitation, _ -> true, What.MOVE_MEETING, by);
    }

    /// Takes the date back and tells everybody who may know of it. That is never too much writing.
    public Sent cancelMeeting(RoomId room, UUID id, User by) {
        var invitation = find(room, id, by);
        var meeting = invitation.meeting();
        if (meeting == null || meeting.cancelled()) {
            return withRecipients(invitation);
        }
        invitation.cancel(meeting);
        return sendAgain(
                invitation,
                r -> r.reached() || r.status() == Status.PENDING,
                What.CANCEL_MEETING,
                by);
    }

    /// Taking a date back is no new message: it goes also where nothing new may be written to.
    private Sent sendAgain(Invitation invitation, Predicate<Recipient> chosen, What what, User by) {
        var room = rooms.get(invitation.room());
        var as = room.require(by, Action.INVITE);
        var everybody = recipients.findByInvitation(invitation.id());
        var again = everybody.stream().filter(chosen).toList();
        var there =
                addressees.stillThere(
                        again, what == What.CANCEL_MEETING || addressees.mayBeOutside(by));
        var ids = there.stream().collect(toMap(Addressee::id, a -> a));
        for (var recipient : again) {
            if (ids.containsKey(recipient.person())) {
                recipient.sentTo(invitation.notice());
            } else {
                recipient.gone(
                        invitation.notice(),
                        recipient.address() == null ? Reason.NO_ADDRESS : Reason.NOT_ALLOWED);
            }
        }
        if (what != What.CANCEL_MEETING && !there.isEmpty()) {
            quotas.take(what, by.id(), as, invitation.room(), there.size(), clock.instant());
        }
        invitation.done(what, by.id(), as, there.size());
        return send(invitation, room, invitation.sender().value(), there, everybody, again);
    }

    private Sent send(
            Invitation invitation,
            Room room,
            String senderName,
            List<Addressee> to,
            List<Recipient> everybody,
            Collection<Recipient> changed) {
        invitation.send(
                addressees.sender(invitation.sender(), senderName),
                to,
                settings.batch(),
                waysInto(room, everybody),
                clock.instant());
        invitation.count(everybody);
        var saved = invitations.save(invitation);
        recipients.saveAll(changed);
        return new Sent(saved, byName(everybody));
    }

    /// Whomever this message is for: who still waits for an earlier one gets its words, too. A
    /// public link that is off since goes out all the same, and opens when it is on again.
    private WaysIn waysInto(Room room, List<Recipient> everybody) {
        var link = room.keptGuestLink();
        var outside = everybody.stream().anyMatch(recipient -> recipient.address() != null);
        return new WaysIn(
                portal.linkTo(room.id()),
                outside && link != null ? portal.linkForGuests(link) : null);
    }

    private Invitation find(RoomId room, UUID id, User by) {
        rooms.get(room).require(by, Action.INVITE);
        return invitations
                .findById(id)
                .filter(invitation -> invitation.room().equals(room))
                .orElseThrow(() -> new InvitationNotFound(id));
    }

    private Sent withRecipients(Invitation invitation) {
        return new Sent(invitation, byName(recipients.findByInvitation(invitation.id())));
    }

    private static List<Recipient> byName(Collection<Recipient> recipients) {
        return recipients.stream().sorted(Comparator.comparing(Recipient::name)).toList();
    }

    public void delivered(UUID invitation, String person, int notice) {
        told(invitation, person, notice, Status.DELIVERED, null);
    }

    public void failed(UUID invitation, String person, int notice, Recipient.Reason reason) {
        told(invitation, person, notice, Status.FAILED, reason);
    }

    private void told(
            UUID id, String person, int notice, Status status, Recipient.@Nullable Reason reason) {
        var recipient = recipients.findById(new Recipient.Id(id, person));
        var invitation = invitations.findById(id);
        if (recipient.isPresent()
                && invitation.isPresent()
                && recipient.get().told(notice, status, reason)) {
            invitation.get().settled(status);
            invitations.save(invitation.get());
            recipients.save(recipient.get());
        }
    }

    /// When the next meeting begins, or the present one began, that somebody was invited to in a
    /// room; empty: they were invited to none.
    public Optional<Instant> nextMeeting(RoomId room, User who) {
        var now = clock.instant();
        return invitations
                .findMeetings(room.value(), who.id().value(), now.minus(Meeting.LONGEST))
                .stream()
                .filter(meeting -> meeting.end().isAfter(now))
                .map(Meeting::start)
                .findFirst();
    }

    /// How an invitation stands, for those who may know; empty if it is gone.
    public Optional<Invitation> standing(UUID id) {
        return invitations.findById(id);
    }
}
