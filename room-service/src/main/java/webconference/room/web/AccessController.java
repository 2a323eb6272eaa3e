package webconference.room.web;

import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.access.AccessDesk;
import webconference.room.access.AccessRequest;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// People who ask to be let into a room.
@RestController
@RequestMapping("/api/v1/rooms/{id}/access-requests")
@Tag(name = "rooms")
class AccessController {

    private final AccessDesk desk;
    private final Directory directory;

    AccessController(AccessDesk desk, Directory directory) {
        this.desk = desk;
        this.directory = directory;
    }

    /// Somebody who waits for an answer.
    record AccessRequestView(
            UUID id,
            PersonView person,
            @Nullable String profile,
            @Nullable String establishment,
            Instant at) {

        static AccessRequestView of(AccessRequest request, @Nullable Person person) {
            var id = request.person().value();
            return new AccessRequestView(
                    request.id(),
                    new PersonView(id, person == null ? id : person.name()),
                    person == null ? null : person.profile(),
                    person == null ? null : person.establishment(),
                    request.at());
        }
    }

    record AccessRequestList(List<AccessRequestView> requests) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "askAccess",
            summary = "Ask to be let in; answered the same whether or not there is such a room")
    void ask(User user, @PathVariable UUID id, Locale reads) {
        var english = reads.getLanguage().equals(Locale.ENGLISH.getLanguage());
        desk.ask(new RoomId(id), english ? "en" : "fr", user);
    }

    @GetMapping
    @Operation(
            operationId = "listAccessRequests",
            summary = "Who asks to be let in and has no answer, the oldest first; at most 100")
    AccessRequestList list(User user, @PathVariable UUID id) {
        var requests = desk.waitingFor(new RoomId(id), user);
        var ids = requests.stream().map(r -> r.person().value()).toList();
        var people = directory.people(ids).stream().collect(toMap(Person::id, p -> p));
        return new AccessRequestList(
                requests.stream()
                        .map(r -> AccessRequestView.of(r, people.get(r.person().value())))
                        .toList());
    }

    @PutMapping("/{request}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "grantAccess",
            summary = "Let them in from now on, like somebody invited")
    void grant(User user, @PathVariable UUID id, @PathVariable UUID request) {
        desk.grant(new RoomId(id), request, user);
    }

    @DeleteMapping("/{request}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "refuseAccess", summary = "Do not let them in")
    void refuse(User user, @PathVariable UUID id, @PathVariable UUID request) {
        desk.refuse(new RoomId(id), request, user);
    }
}
