package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.User;
import webconference.room.operations.DeadLetterOffice;
import webconference.room.operations.FailedEvent;

/// The events that no service could handle, for those who look after the platform.
@RestController
@RequestMapping("/api/v1/ops/dead-letters")
@Tag(name = "operations")
class DeadLetterController {

    private final DeadLetterOffice office;

    DeadLetterController(DeadLetterOffice office) {
        this.office = office;
    }

    /// @param name null: there is no such room, or not any more
    record FailedRoom(UUID id, @Nullable String name) {}

    /// @param consumer the service that could not handle it
    /// @param room null: it is about none
    /// @param error the failure's class
    record DeadLetterView(
            long id,
            Instant at,
            String type,
            String event,
            String topic,
            String consumer,
            @Nullable FailedRoom room,
            int tries,
            String error) {

        static DeadLetterView of(FailedEvent failed) {
            var letter = failed.letter();
            return new DeadLetterView(
                    letter.id(),
                    letter.parkedAt(),
                    letter.type(),
                    letter.event(),
                    letter.topic(),
                    letter.consumer(),
                    failed.room() == null ? null : new FailedRoom(failed.room(), failed.roomName()),
                    letter.tries(),
                    letter.cause());
        }
    }

    /// @param open how many there are in all
    record DeadLetterPage(
            List<DeadLetterView> letters,
            long open,
            boolean more,
            @Nullable Instant lastSettledAt) {}

    /// @param content JSON in which words of people and secrets are masked; null: unreadable, or
    ///   kept no longer
    record OpenedLetter(DeadLetterView letter, @Nullable String content) {}

    record ReplayBody(@NotNull List<@NotNull Long> letters) {}

    /// @param gone how many could not be replayed, because they are kept no longer
    record ReplayedLetters(int replayed, int gone) {}

    record AbandonmentBody(@Nullable String reason) {}

    @GetMapping
    @Operation(
            operationId = "listDeadLetters",
            summary = "The events that wait for somebody to look, the newest first; at most 100")
    DeadLetterPage letters(User user, @RequestParam(required = false) @Nullable Long before) {
        var page = office.page(before, user);
        return new DeadLetterPage(
                page.events().stream().map(DeadLetterView::of).toList(),
                page.open(),
                page.more(),
                page.lastSettled());
    }

    @GetMapping("/{letter}")
    @Operation(operationId = "openDeadLetter", summary = "One of them, with what it says")
    OpenedLetter open(User user, @PathVariable long letter) {
        var opened = office.read(letter, user);
        return new OpenedLetter(DeadLetterView.of(opened.event()), opened.content());
    }

    @PostMapping("/replays")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Send them again to all who listen; at most 100 at once")
    ReplayedLetters replay(User user, @Valid @RequestBody ReplayBody body) {
        var done = office.replay(body.letters(), user);
        return new ReplayedLetters(done.replayed(), done.gone());
    }

    @PostMapping("/{letter}/abandonment")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "abandonDeadLetter", summary = "Give one up, for a reason")
    void abandon(User user, @PathVariable long letter, @RequestBody AbandonmentBody body) {
        office.abandon(letter, body.reason(), user);
    }
}
