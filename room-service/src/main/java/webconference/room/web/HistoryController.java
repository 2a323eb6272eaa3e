package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.RoomEvent.CloseReason;
import webconference.room.RoomId;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.directory.Directory;
import webconference.room.history.OpeningRecord;
import webconference.room.history.RoomHistory;
import webconference.room.history.RunRecord;

/// What was in a room before.
@RestController
@Tag(name = "rooms")
class HistoryController {

    private final RoomHistory history;
    private final Directory directory;

    HistoryController(RoomHistory history, Directory directory) {
        this.history = history;
        this.directory = directory;
    }

    /// A stream of an opening; its times put the target's files in order.
    ///
    /// @param liveSeconds how long it was live in all
    record RunView(
            UUID id,
            @Nullable String host,
            Instant requestedAt,
            @Nullable Instant liveSince,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            long liveSeconds) {

        static RunView of(RunRecord run) {
            return new RunView(
                    run.id(),
                    run.host(),
                    run.requestedAt(),
                    run.liveSince(),
                    run.endedAt(),
                    run.endReason(),
                    run.liveSeconds());
        }
    }

    /// Something that was ended by who looks after the platform or the establishment.
    ///
    /// @param what `CLOSE` or `STOP_STREAM`
    record InterventionView(String what, PersonView by, Instant at, String reason) {}

    /// One use of the room.
    ///
    /// @param closedBy null: it ended by itself
    /// @param mostPeople how many were there at most
    record PastOpeningView(
            UUID id,
            PersonView by,
            Instant requestedAt,
            @Nullable Instant openedAt,
            @Nullable Instant endedAt,
            @Nullable CloseReason closeReason,
            @Nullable PersonView closedBy,
            int mostPeople,
            List<RunView> runs,
            List<InterventionView> interventions) {

        static PastOpeningView of(OpeningRecord opening, Map<String, String> names) {
            return new PastOpeningView(
                    opening.id(),
                    PersonView.of(opening.by(), names),
                    opening.requestedAt(),
                    opening.openedAt(),
                    opening.endedAt(),
                    opening.closeReason(),
                    PersonView.ofNullable(opening.closedBy(), names),
                    opening.mostPeople(),
                    opening.runs().stream().map(RunView::of).toList(),
                    opening.interventions().stream()
                            .map(i ->
                                    new InterventionView(
                                            i.what(),
                                            PersonView.of(i.by(), names),
                                            i.at(),
                                            i.reason()))
                            .toList());
        }
    }

    /// @param more whether there are earlier ones
    record HistoryView(List<PastOpeningView> openings, boolean more) {}

    @GetMapping("/api/v1/rooms/{id}/history")
    @Operation(
            operationId = "getHistory",
            summary = "The room's openings and their streams, the latest first")
    HistoryView history(
            User user,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant before) {
        var page = history.of(new RoomId(id), before, user);
        var names = directory.names(inSight(page.openings()));
        return new HistoryView(
                page.openings().stream().map(o -> PastOpeningView.of(o, names)).toList(),
                page.more());
    }

    private static Set<String> inSight(List<OpeningRecord> openings) {
        var people = new HashSet<UserId>();
        for (var opening : openings) {
            people.add(opening.by());
            if (opening.closedBy() != null) {
                people.add(opening.closedBy());
            }
            opening.interventions().forEach(i -> people.add(i.by()));
        }
        return Set.copyOf(people.stream().map(UserId::value).toList());
    }
}
