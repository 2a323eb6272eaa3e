package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.StreamHosts;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.invitation.InvitationDesk;

/// Who I am, whom I can find, and what the portal must know before it asks.
@RestController
@Tag(name = "rooms")
class DirectoryController {

    private final Directory directory;
    private final StreamHosts hosts;
    private final InvitationDesk desk;

    DirectoryController(Directory directory, StreamHosts hosts, InvitationDesk desk) {
        this.directory = directory;
        this.hosts = hosts;
        this.desk = desk;
    }

    record Me(
            String id,
            String name,
            List<String> establishments,
            boolean mayCreate,
            boolean admin) {}

    /// @param streamHosts servers that rooms may be broadcast to
    /// @param invitations what I may send
    record PortalConfig(List<String> streamHosts, InvitationDesk.Allowance invitations) {}

    record FoundPerson(
            String id, String name, @Nullable String profile, @Nullable String establishment) {}

    /// @param size how many they are
    record FoundGroup(String id, String name, int size) {}

    record FoundSubjects(List<FoundPerson> people, List<FoundGroup> groups) {}

    @GetMapping("/api/v1/me")
    @Operation(operationId = "getMe", summary = "Who I am here")
    Me me(User user) {
        return new Me(
                user.id().value(),
                user.name(),
                user.establishments().stream().sorted().toList(),
                user.mayCreate(),
                user.admin());
    }

    @GetMapping("/api/v1/config")
    @Operation(operationId = "getConfig", summary = "What the portal must know before it asks")
    PortalConfig config(User user) {
        return new PortalConfig(hosts.allowed(), desk.allowance(user));
    }

    @GetMapping("/api/v1/directory")
    @Operation(
            operationId = "searchDirectory",
            summary = "People and groups by the beginnings of their names' words, from two letters")
    FoundSubjects search(User user, @RequestParam String search) {
        var found = directory.search(search, user);
        return new FoundSubjects(
                found.people().stream()
                        .map(p -> new FoundPerson(p.id(), p.name(), p.profile(), p.establishment()))
                        .toList(),
                found.groups().stream()
                        .map(g -> new FoundGroup(g.id(), g.name(), g.size()))
                        .toList());
    }
}
