package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.Deed;
import webconference.room.Room;
import webconference.room.RoomId;
import webconference.room.Rules;
import webconference.room.Status;
import webconference.room.StreamState;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.audit.AuditLine;
import webconference.room.audit.AuditQuestion;
import webconference.room.audit.AuditTrail;
import webconference.room.audit.Chain;
import webconference.room.directory.Directory;
import webconference.room.establishment.Breach;
import webconference.room.establishment.EstablishmentRecord;
import webconference.room.establishment.Establishments;
import webconference.room.operations.ControlRoom;
import webconference.room.operations.RunningRoom;
import webconference.room.operations.SentInvitation;

/// What those see and do who look after the platform, or the rooms of their establishments.
@RestController
@RequestMapping("/api/v1/ops")
@Tag(name = "operations")
class OpsController {

    private final ControlRoom control;
    private final Establishments establishments;
    private final AuditTrail audit;
    private final Chain chain;
    private final Directory directory;
    private final Downloads downloads;
    private final ApplicationEventPublisher deeds;

    OpsController(
            ControlRoom control,
            Establishments establishments,
            AuditTrail audit,
            Chain chain,
            Directory directory,
            Downloads downloads,
            ApplicationEventPublisher deeds) {
        this.control = control;
        this.establishments = establishments;
        this.audit = audit;
        this.chain = chain;
        this.directory = directory;
        this.downloads = downloads;
        this.deeds = deeds;
    }

    record EstablishmentName(String id, @Nullable String name) {

        /// @param code null: there is none
        static @Nullable EstablishmentName of(@Nullable String code, @Nullable String name) {
            return code == null ? null : new EstablishmentName(code, name);
        }
    }

    /// @param stream null: it has none
    record RunningRoomView(
            UUID id,
            String name,
            @Nullable EstablishmentName establishment,
            PersonView owner,
            Status status,
            PersonView openedBy,
            Instant since,
            int people,
            int moderators,
            @Nullable StreamState stream,
            @Nullable String streamHost) {

        static RunningRoomView of(RunningRoom room, Map<String, String> names) {
            return new RunningRoomView(
                    room.id(),
                    room.name(),
                    EstablishmentName.of(room.establishment(), room.establishmentName()),
                    PersonView.of(room.owner(), names),
                    room.status(),
                    PersonView.of(room.openedBy(), names),
                    room.since(),
                    room.people(),
                    room.moderators(),
                    room.stream(),
                    room.streamHost());
        }
    }

    record RunningRooms(List<RunningRoomView> rooms) {}

    record ReasonBody(@Nullable String reason) {}

    /// @param status how the room stands now
    record RoomState(UUID id, Status status) {

        static RoomState of(Room room) {
            return new RoomState(room.id().value(), room.status());
        }
    }

    record SentInvitationView(
            UUID id,
            UUID room,
            String roomName,
            PersonView by,
            Instant sentAt,
            int pending,
            int delivered,
            int failed) {

        static SentInvitationView of(SentInvitation sent, Map<String, String> names) {
            return new SentInvitationView(
                    sent.id(),
                    sent.room(),
                    sent.roomName(),
                    PersonView.of(sent.by(), names),
                    sent.sentAt(),
                    sent.pending(),
                    sent.delivered(),
                    sent.failed());
        }
    }

    record SentInvitations(List<SentInvitationView> invitations) {}

    /// @param who null: nobody, somebody without account, or somebody erased
    /// @param line what the next page goes on from
    record AuditLineView(
            long line,
            Instant at,
            @Nullable PersonView who,
            boolean erased,
            @Nullable String as,
            String what,
            Deed.Result result,
            @Nullable UUID room,
            @Nullable String establishment,
            String detail,
            @Nullable String address,
            @Nullable String trace) {

        static AuditLineView of(AuditLine line, Map<String, String> names) {
            return new AuditLineView(
                    line.line(),
                    line.at(),
                    line.who() == null ? null : PersonView.of(new UserId(line.who()), names),
                    line.erased(),
                    line.as(),
                    line.what(),
                    line.result(),
                    line.room(),
                    line.establishment(),
                    line.detail(),
                    line.address(),
                    line.trace());
        }
    }

    /// What the last look at the audit's chain found.
    record ChainView(Instant at, long lines, boolean intact, String finding) {}

    /// @param chain null: nobody has looked yet
    record AuditView(List<AuditLineView> lines, boolean more, @Nullable ChainView chain) {}

    record RulesView(
            boolean publicLinks,
            boolean externalInvitations,
            @Nullable Integer openRooms,
            List<String> streamHosts) {

        static RulesView of(Rules rules) {
            return new RulesView(
                    rules.publicLinks(),
                    rules.externalInvitations(),
                    rules.openRooms(),
                    rules.streamHosts());
        }
    }

    /// @param own whether the rules were set for it; otherwise they are the platform's
    /// @param version what a change of the rules must be based on
    record RuledEstablishment(
            String id,
            String name,
            RulesView rules,
            boolean own,
            long version,
            int openRooms,
            int people,
            int streams) {

        static RuledEstablishment of(EstablishmentRecord e) {
            return new RuledEstablishment(
                    e.code(),
                    e.name(),
                    RulesView.of(e.rules()),
                    e.own(),
                    e.version(),
                    e.open(),
                    e.people(),
                    e.streams());
        }
    }

    record EstablishmentList(List<RuledEstablishment> establishments, boolean more) {}

    record RulesBody(
            @NotNull Boolean publicLinks,
            @NotNull Boolean externalInvitations,
            @Nullable Integer openRooms,
            @Nullable List<@NotNull String> streamHosts,
            @Nullable Long version) {

        Rules read() {
            return new Rules(
                    publicLinks,
                    externalInvitations,
                    openRooms,
                    streamHosts == null ? List.of() : streamHosts);
        }
    }

    record BreachView(UUID room, String name, Breach.Kind why) {}

    record RulesPreview(List<BreachView> wouldBeRefused) {}

    @GetMapping("/rooms")
    @Operation(
            operationId = "listRunningRooms",
            summary = "The rooms that are not closed, the latest opened first; at most 500")
    RunningRooms rooms(User user) {
        var rooms = control.rooms(user);
        var names = names(rooms.stream().flatMap(r -> Stream.of(r.owner(), r.openedBy())));
        return new RunningRooms(rooms.stream().map(r -> RunningRoomView.of(r, names)).toList());
    }

    @PostMapping("/rooms/{id}/close")
    @Operation(operationId = "closeRoomFromOutside", summary = "Close it, for a reason")
    RoomState close(User user, @PathVariable UUID id, @RequestBody ReasonBody body) {
        return RoomState.of(control.close(new RoomId(id), body.reason(), user));
    }

    @PostMapping("/rooms/{id}/stream-stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "endStreamFromOutside", summary = "End its stream, for a reason")
    RoomState endStream(User user, @PathVariable UUID id, @RequestBody ReasonBody body) {
        return RoomState.of(control.endStream(new RoomId(id), body.reason(), user));
    }

    @PostMapping("/rooms/{id}/delete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteRoomFromOutside",
            summary = "Delete it with its history, for a reason; what runs in it ends first")
    void delete(User user, @PathVariable UUID id, @RequestBody ReasonBody body) {
        control.delete(new RoomId(id), body.reason(), user);
    }

    @GetMapping("/invitations")
    @Operation(
            operationId = "listSentInvitations",
            summary = "What was sent and what became of it, the newest first; at most 50")
    SentInvitations invitations(
            User user, @RequestParam(required = false) @Nullable Instant before) {
        var sent = control.invitations(before, user);
        var names = names(sent.stream().map(SentInvitation::by));
        return new SentInvitations(
                sent.stream().map(s -> SentInvitationView.of(s, names)).toList());
    }

    @GetMapping("/audit")
    @Operation(
            operationId = "readAudit",
            summary = "What was done and refused, the newest first; at most 100 lines")
    AuditView audit(User user, @ParameterObject AuditQuestion question) {
        var lines = audit.read(question, user);
        var names =
                names(
                        lines.stream()
                                .map(AuditLine::who)
                                .flatMap(Stream::ofNullable)
                                .map(UserId::new));
        return new AuditView(
                lines.stream().map(l -> AuditLineView.of(l, names)).toList(),
                lines.size() == audit.page(),
                chain.lastCheck()
                        .map(c ->
                                new ChainView(
                                        c.at().toInstant(), c.lines(), c.intact(), c.finding()))
                        .orElse(null));
    }

    @GetMapping("/audit.csv")
    @Operation(operationId = "exportAudit", summary = "All lines that answer, as a table")
    @ApiResponse(
            responseCode = "200",
            description = "Comma-separated, UTF-8",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void auditTable(
            User user, @ParameterObject AuditQuestion question, HttpServletResponse response)
            throws IOException {
        try (var _ = downloads.begin(user)) {
            audit.read(question, user);
            deeds.publishEvent(Deed.by(user, "EXPORT_AUDIT", null, ""));
            var table =
                    CsvTable.answering(
                            response,
                            "audit.csv",
                            "line",
                            "at",
                            "who",
                            "as",
                            "what",
                            "result",
                            "room",
                            "establishment",
                            "detail",
                            "from",
                            "trace");
            audit.readAll(
                    question,
                    user,
                    line ->
                            table.row(
                                    line.line(),
                                    line.at(),
                                    line.erased() ? "(erased)" : line.who(),
                                    line.as(),
                                    line.what(),
                                    line.result(),
                                    line.room(),
                                    line.establishment(),
                                    line.detail(),
                                    line.address(),
                                    line.trace()));
        }
    }

    @GetMapping("/establishments")
    @Operation(
            operationId = "listEstablishments",
            summary = "Establishments and their rules, by their names; at most 200")
    EstablishmentList establishments(
            User user, @RequestParam(required = false) @Nullable String search) {
        var page = establishments.lookedAfterBy(user, search);
        return new EstablishmentList(
                page.establishments().stream().map(RuledEstablishment::of).toList(), page.more());
    }

    @GetMapping("/establishments.csv")
    @Operation(
            operationId = "exportEstablishments",
            summary = "The codes and names of all establishments one looks after, as a table")
    @ApiResponse(
            responseCode = "200",
            description = "Comma-separated, UTF-8",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void establishmentTable(User user, HttpServletResponse response) throws IOException {
        var names = establishments.namesLookedAfterBy(user);
        var table = CsvTable.answering(response, "establishments.csv", "code", "name");
        names.forEach(table::row);
    }

    @GetMapping("/establishments/{code}/rules")
    @Operation(operationId = "getRules", summary = "An establishment and its rules")
    RuledEstablishment rules(User user, @PathVariable String code) {
        return RuledEstablishment.of(establishments.look(code, user));
    }

    @PutMapping("/establishments/{code}/rules")
    @Operation(operationId = "setRules", summary = "Set its rules, all at once")
    RuledEstablishment setRules(
            User user, @PathVariable String code, @Valid @RequestBody RulesBody body) {
        var basedOn = body.version() == null ? 0 : body.version();
        return RuledEstablishment.of(establishments.change(code, body.read(), basedOn, user));
    }

    @PostMapping("/establishments/{code}/rules/preview")
    @Operation(
            operationId = "previewRules",
            summary = "What is so now and would be refused under these rules; at most 100")
    RulesPreview previewRules(
            User user, @PathVariable String code, @Valid @RequestBody RulesBody body) {
        return new RulesPreview(
                establishments.breaches(code, body.read(), user).stream()
                        .map(b -> new BreachView(b.room(), b.name(), b.kind()))
                        .toList());
    }

    private Map<String, String> names(Stream<UserId> people) {
        return directory.names(people.map(UserId::value).distinct().toList());
    }
}
