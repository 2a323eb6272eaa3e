package webconference.room.web;

import static java.util.stream.Collectors.toSet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomId;
import webconference.room.Share;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.invitation.Invitation;
import webconference.room.invitation.InvitationDesk;
import webconference.room.invitation.InvitationDraft;
import webconference.room.invitation.Recipient;

/// Invitations sent for a room.
@RestController
@RequestMapping("/api/v1/rooms/{id}/invitations")
@Tag(name = "rooms")
class InvitationController {

    private final InvitationDesk desk;
    private final Directory directory;

    InvitationController(InvitationDesk desk, Directory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    record RecipientBody(@NotNull Share.Kind kind, @NotNull String id) {}

    record InvitationBody(
            @Nullable List<@NotNull @Valid RecipientBody> recipients,
            @Nullable String subject,
            @Nullable String body) {

        InvitationDraft read() {
            return new InvitationDraft(
                    ids(Share.Kind.PERSON), ids(Share.Kind.GROUP), subject, body);
        }

        private Set<String> ids(Share.Kind kind) {
            return recipients == null
                    ? Set.of()
                    : recipients.stream()
                            .filter(r -> r.kind() == kind)
                            .map(RecipientBody::id)
                            .collect(toSet());
        }
    }

    record RecipientView(
            String id, String name, Recipient.Status status, Recipient.@Nullable Reason reason) {}

    record InvitationView(
            UUID id, PersonView by, Instant at, String subject, List<RecipientView> recipients) {

        static InvitationView of(Invitation invitation, Map<String, String> names) {
            return new InvitationView(
                    invitation.id(),
                    PersonView.of(invitation.sender(), names),
                    invitation.sentAt(),
                    invitation.subject(),
                    invitation.recipients().stream()
                            .map(r ->
                                    new RecipientView(r.person(), r.name(), r.status(), r.reason()))
                            .sorted(Comparator.comparing(RecipientView::name))
                            .toList());
        }
    }

    record InvitationList(List<InvitationView> invitations) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "invite", summary = "Write to people and groups, each person once")
    InvitationView invite(
            User user, @PathVariable UUID id, @Valid @RequestBody InvitationBody body) {
        return views(List.of(desk.invite(new RoomId(id), body.read(), user))).getFirst();
    }

    @GetMapping
    @Operation(operationId = "listInvitations", summary = "What was sent, the newest first")
    InvitationList list(User user, @PathVariable UUID id) {
        return new InvitationList(views(desk.sentFor(new RoomId(id), user)));
    }

    private List<InvitationView> views(List<Invitation> invitations) {
        var names =
                directory.names(invitations.stream().map(i -> i.sender().value()).collect(toSet()));
        return invitations.stream().map(i -> InvitationView.of(i, names)).toList();
    }
}
