package webconference.room.invitation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import webconference.room.EstablishmentRules;
import webconference.room.FieldProblem;
import webconference.room.Portal;
import webconference.room.Room;
import webconference.room.User;

/// Reads what somebody typed and says all that is wrong with it at once.
@Component
class LetterCheck {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_BODY = 20_000;

    private final Addressees addressees;
    private final EstablishmentRules rules;
    private final Portal portal;
    private final Clock clock;

    LetterCheck(Addressees addressees, EstablishmentRules rules, Portal portal, Clock clock) {
        this.addressees = addressees;
        this.rules = rules;
        this.portal = portal;
        this.clock = clock;
    }

    /// What was typed, when nothing is wrong with it.
    record Letter(
            List<Addressee> to, String subject, MessageBody body, @Nullable Meeting meeting) {}

    /// @throws InvitationIncomplete with a sentence for each faulty field
    Letter read(Room room, InvitationDraft draft, User by) {
        var problems = new ArrayList<FieldProblem>();
        var to = addressees.chosen(draft, by, problems);
        requireWayIn(room, to, problems);
        var subject = subject(draft.subject(), problems);
        var body = body(draft.body(), room, problems);
        var date = draft.meeting();
        var meeting =
                date == null ? null : Meeting.read(date, "meeting.", clock.instant(), problems);
        if (!problems.isEmpty()) {
            throw new InvitationIncomplete(problems);
        }
        return new Letter(to, subject, body, meeting);
    }

    /// Who has no account enters by the public link only.
    private void requireWayIn(Room room, List<Addressee> to, List<FieldProblem> problems) {
        var outside = to.stream().filter(Addressee::external).toList();
        if (outside.isEmpty()) {
            return;
        }
        var allowed = rules.rulesOf(room.settings().door().establishment()).publicLinks();
        if (allowed && room.guestLink() != null) {
            return;
        }
        var code = allowed ? "address-needs-public-link" : "address-without-public-link";
        outside.forEach(one -> problems.add(FieldProblem.about(one.name(), "recipients", code)));
    }

    private String subject(@Nullable String typed, List<FieldProblem> problems) {
        var subject = typed == null ? "" : typed.strip();
        if (subject.isEmpty()) {
            problems.add(FieldProblem.of("subject", "subject-empty"));
        } else if (subject.length() > LONGEST_SUBJECT) {
            problems.add(FieldProblem.of("subject", "subject-long", LONGEST_SUBJECT));
        } else if (subject.codePoints().anyMatch(LetterCheck::isUnprintable)) {
            problems.add(FieldProblem.of("subject", "subject-unprintable"));
        } else if (MessageBody.leadElsewhere(subject, portal.url())) {
            problems.add(FieldProblem.of("subject", "subject-leads-elsewhere"));
        }
        return subject;
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }

    private MessageBody body(@Nullable String typed, Room room, List<FieldProblem> problems) {
        if (typed != null && typed.length() > LONGEST_BODY) {
            problems.add(FieldProblem.of("body", "body-long", LONGEST_BODY));
            return new MessageBody("", "");
        }
        var read = MessageBody.read(typed == null ? "" : typed, portal.url());
        var body = read.body();
        if (waysInto(room).noneMatch(body::mentions)) {
            problems.add(FieldProblem.of("body", "body-without-link", portal.linkTo(room.id())));
        }
        if (!read.strangeTargets().isEmpty() || body.leadsElsewhere(portal.url())) {
            problems.add(FieldProblem.of("body", "body-leads-elsewhere"));
        } else if (body.deceives()) {
            problems.add(FieldProblem.of("body", "body-deceives"));
        }
        return body;
    }

    /// People outside need the guests' link, where there is one; it leads to the same room.
    private Stream<String> waysInto(Room room) {
        return Stream.concat(
                Stream.of(portal.linkTo(room.id())),
                Stream.ofNullable(room.guestLink()).map(portal::linkForGuests));
    }
}
