package webconference.room.web;

import static java.util.stream.Collectors.toSet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;
import webconference.room.invitation.Invitation;
import webconference.room.invitation.InvitationDesk;
import webconference.room.invitation.InvitationDraft;
import webconference.room.invitation.Meeting;
import webconference.room.invitation.MeetingDraft;
import webconference.room.invitation.Recipient;
import webconference.room.invitation.Sent;

/// Invitations sent for a room.
@RestController
@RequestMapping("/api/v1/rooms/{id}/invitations")
@Tag(name = "rooms")
class InvitationController {

    private static final int MOST_IDS = 1_000;

    private final InvitationDesk desk;
    private final Directory directory;

    InvitationController(InvitationDesk desk, Directory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    /// @param minutes how long it lasts
    record MeetingBody(@Nullable Instant start, @Nullable Integer minutes) {

        MeetingDraft read() {
            return new MeetingDraft(start, minutes);
        }
    }

    /// @param people ids of people
    /// @param groups ids of groups
    /// @param favourites ids of lists of one's own
    /// @param addresses e-mail addresses of people outside the platform
    /// @param body simple HTML
    record InvitationBody(
            @Nullable @Size(max = MOST_IDS) List<@NotNull String> people,
            @Nullable @Size(max = MOST_IDS) List<@NotNull String> groups,
            @Nullable @Size(max = MOST_IDS) List<@NotNull String> favourites,
            @Nullable @Size(max = MOST_IDS) List<@NotNull String> addresses,
            @Nullable String subject,
            @Nullable String body,
            @Nullable MeetingBody meeting) {

        InvitationDraft read() {
            return new InvitationDraft(
                    all(people),
                    all(groups),
                    all(favourites),
                    all(addresses),
                    subject,
                    body,
                    meeting == null ? null : meeting.read());
        }

        private static List<String> all(@Nullable List<String> ids) {
            return ids == null ? List.of() : ids;
        }
    }

    record CountsView(int pending, int delivered, int failed) {}

    record MeetingView(Instant start, int minutes, boolean cancelled) {

        static @Nullable MeetingView of(@Nullable Meeting meeting) {
            return meeting == null
                    ? null
                    : new MeetingView(meeting.start(), meeting.minutes(), meeting.cancelled());
        }
    }

    /// @param left whether they are not there any more
    record RecipientView(
            String id,
            String name,
            Recipient.Status status,
            Recipient.@Nullable Reason reason,
            boolean left) {

        static RecipientView of(Recipient recipient, Set<String> left) {
            return new RecipientView(
                    recipient.person(),
                    recipient.name(),
                    recipient.status(),
                    recipient.reason(),
                    left.contains(recipient.person()));
        }
    }

    /// @param recipients by their names; null in a list of invitations
    /// @param version grows with every change; a view with a smaller one is older
    record InvitationView(
            UUID id,
            Instant sentAt,
            PersonView by,
            String subject,
            CountsView counts,
            @Nullable MeetingView meeting,
            @Nullable List<RecipientView> recipients,
            long version) {

        static InvitationView of(
                Invitation invitation,
                @Nullable List<RecipientView> recipients,
                Map<String, String> names) {
            return new InvitationView(
                    invitation.id(),
                    invitation.sentAt(),
                    PersonView.of(invitation.sender(), names),
                    invitation.subject(),
                    new CountsView(
                            invitation.pending(), invitation.delivered(), invitation.failed()),
                    MeetingView.of(invitation.meeting()),
                    recipients,
                    invitation.version());
        }
    }

    record InvitationList(List<InvitationView> invitations) {}

    /// @param html as mail programs show it
    /// @param text as others do
    /// @param people how many get it
    record PreviewView(String subject, String html, String text, int people) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "invite", summary = "Write to people and groups, each person once")
    InvitationView invite(
            User user,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody InvitationBody body) {
        return view(desk.invite(new RoomId(id), body.read(), key, user));
    }

    @PostMapping("/preview")
    @Operation(operationId = "previewInvitation", summary = "What would be sent; nothing is")
    PreviewView preview(User user, @PathVariable UUID id, @Valid @RequestBody InvitationBody body) {
        var preview = desk.preview(new RoomId(id), body.read(), user);
        var message = preview.message();
        return new PreviewView(message.subject(), message.html(), message.text(), preview.people());
    }

    @GetMapping
    @Operation(
            operationId = "listInvitations",
            summary = "What was sent, the newest first, fifty at most, without the recipients")
    InvitationList list(User user, @PathVariable UUID id) {
        var sent = desk.sentFor(new RoomId(id), user);
        var names = directory.names(sent.stream().map(i -> i.sender().value()).collect(toSet()));
        return new InvitationList(
                sent.stream().map(i -> InvitationView.of(i, null, names)).toList());
    }

    @GetMapping("/{invitation}")
    @Operation(
            operationId = "getInvitation",
            summary = "An invitation and what became of it; events `invitation` say when to ask")
    InvitationView look(User user, @PathVariable UUID id, @PathVariable UUID invitation) {
        return view(desk.look(new RoomId(id), invitation, user));
    }

    @PostMapping("/{invitation}/retries")
    @Operation(operationId = "retryInvitation", summary = "Send it again to those it failed for")
    InvitationView retry(User user, @PathVariable UUID id, @PathVariable UUID invitation) {
        return view(desk.retry(new RoomId(id), invitation, user));
    }

    @PutMapping("/{invitation}/meeting")
    @Operation(operationId = "moveMeeting", summary = "Give it a date, and tell everybody invited")
    InvitationView move(
            User user,
            @PathVariable UUID id,
            @PathVariable UUID invitation,
            @Valid @RequestBody MeetingBody body) {
        return view(desk.moveMeeting(new RoomId(id), invitation, body.read(), user));
    }

    @DeleteMapping("/{invitation}/meeting")
    @Operation(operationId = "cancelMeeting", summary = "Take the date back, and tell everybody")
    InvitationView cancel(User user, @PathVariable UUID id, @PathVariable UUID invitation) {
        return view(desk.cancelMeeting(new RoomId(id), invitation, user));
    }

    private InvitationView view(Sent sent) {
        var sender = sent.invitation().sender().value();
        var ids = sent.recipients().stream().map(Recipient::person).toList();
        var left =
                directory.people(ids).stream()
                        .filter(Person::left)
                        .map(Person::id)
                        .collect(toSet());
        return InvitationView.of(
                sent.invitation(),
                sent.recipients().stream().map(r -> RecipientView.of(r, left)).toList(),
                directory.names(Set.of(sender)));
    }
}
