package webconference.room.invitation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import webconference.room.Action;
import webconference.room.Contended;
import webconference.room.FieldProblem;
import webconference.room.Portal;
import webconference.room.RoomId;
import webconference.room.Rooms;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;
import webconference.room.invitation.InvitationRequested.Correspondent;
import webconference.room.invitation.Recipient.Status;

/// Where people are invited, and where is heard what became of their messages.
@Service
@Contended
public class InvitationDesk {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_BODY = 20_000;
    private static final int MOST_RECIPIENTS = 200;
    private static final int MOST_PER_HOUR = 10;
    private static final int MOST_RECIPIENTS_PER_DAY = 500;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Invitations invitations;
    private final Rooms rooms;
    private final Directory directory;
    private final Portal portal;
    private final Clock clock;

    InvitationDesk(
            Invitations invitations, Rooms rooms, Directory directory, Portal portal, Clock clock) {
        this.invitations = invitations;
        this.rooms = rooms;
        this.directory = directory;
        this.portal = portal;
        this.clock = clock;
    }

    /// Sends a message to each of these people once, however often they were chosen.
    ///
    /// @throws InvitationIncomplete with a sentence for each faulty field
    public Invitation invite(RoomId id, InvitationDraft draft, User by) {
        rooms.get(id).require(by, Action.INVITE);
        var problems = new ArrayList<FieldProblem>();
        var recipients = recipients(draft, by, problems);
        var subject = subject(draft.subject(), problems);
        var body = body(draft.body(), portal.linkTo(id), problems);
        if (!problems.isEmpty()) {
            throw new InvitationIncomplete(problems);
        }
        requireQuota(by, recipients.size());
        return invitations.save(
                new Invitation(
                        new InvitationRequested(
                                id,
                                UUID.randomUUID(),
                                1,
                                clock.instant(),
                                sender(by),
                                subject,
                                body.html(),
                                body.text(),
                                recipients)));
    }

    /// What was sent for a room, the newest first.
    public List<Invitation> sentFor(RoomId id, User by) {
        rooms.get(id).require(by, Action.INVITE);
        return invitations.findByRoom(id.value());
    }

    public void delivered(UUID invitation, String person) {
        told(invitation, person, Status.DELIVERED, null);
    }

    public void failed(UUID invitation, String person, Recipient.Reason reason) {
        told(invitation, person, Status.FAILED, reason);
    }

    private void told(UUID id, String person, Status status, Recipient.@Nullable Reason reason) {
        invitations
                .findById(id)
                .ifPresent(invitation -> {
                    invitation.told(person, status, reason);
                    invitations.save(invitation);
                });
    }

    private List<Correspondent> recipients(
            InvitationDraft draft, User by, List<FieldProblem> problems) {
        var strangers =
                Stream.concat(
                                directory.strangers(by, draft.people()).stream(),
                                directory.strangeGroups(by, draft.groups()).stream())
                        .map(s -> FieldProblem.of("recipients", "subject-unknown", s))
                        .toList();
        problems.addAll(strangers);
        if (!strangers.isEmpty()) {
            return List.of();
        }
        var all =
                directory.everybodyIn(draft.people(), draft.groups()).stream()
                        .map(InvitationDesk::correspondent)
                        .toList();
        if (all.isEmpty()) {
            problems.add(FieldProblem.of("recipients", "recipients-empty"));
        } else if (all.size() > MOST_RECIPIENTS) {
            problems.add(FieldProblem.of("recipients", "recipients-many", MOST_RECIPIENTS));
        }
        return all;
    }

    private static String subject(@Nullable String typed, List<FieldProblem> problems) {
        var subject = typed == null ? "" : typed.strip();
        if (subject.isEmpty()) {
            problems.add(FieldProblem.of("subject", "subject-empty"));
        } else if (subject.length() > LONGEST_SUBJECT) {
            problems.add(FieldProblem.of("subject", "subject-long", LONGEST_SUBJECT));
        } else if (subject.chars().anyMatch(Character::isISOControl)) {
            problems.add(FieldProblem.of("subject", "subject-unprintable"));
        }
        return subject;
    }

    private MessageBody body(@Nullable String typed, String link, List<FieldProblem> problems) {
        if (typed != null && typed.length() > LONGEST_BODY) {
            problems.add(FieldProblem.of("body", "body-long", LONGEST_BODY));
            return new MessageBody("", "");
        }
        var body = MessageBody.of(typed == null ? "" : typed, portal.url());
        if (!body.mentions(link)) {
            problems.add(FieldProblem.of("body", "body-without-link", link));
        }
        if (body.leadsElsewhere(portal.url())) {
            problems.add(FieldProblem.of("body", "body-leads-elsewhere"));
        }
        return body;
    }

    private void requireQuota(User by, int recipients) {
        var now = clock.instant();
        if (invitations.countBySenderAndSentAtAfter(by.id(), now.minus(HOUR)) >= MOST_PER_HOUR) {
            throw new TooManyInvitations(HOUR);
        }
        if (invitations.countRecipientsOf(by.id(), now.minus(DAY)) + recipients
                > MOST_RECIPIENTS_PER_DAY) {
            throw new TooManyInvitations(DAY);
        }
    }

    private Correspondent sender(User by) {
        return directory.people(List.of(by.id().value())).stream()
                .findFirst()
                .map(InvitationDesk::correspondent)
                .orElseGet(() -> new Correspondent(by.id().value(), by.name(), null));
    }

    private static Correspondent correspondent(Person person) {
        return new Correspondent(person.id(), person.name(), person.email());
    }
}
