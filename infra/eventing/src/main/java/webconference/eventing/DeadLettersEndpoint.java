package webconference.eventing;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// The dead letters for whoever runs the platform, where a service exposes it: `GET
/// /actuator/deadletters` lists what waits, `POST` replays it.
@Endpoint(id = "deadletters")
class DeadLettersEndpoint {

    private final DeadLetters letters;

    DeadLettersEndpoint(DeadLetters letters) {
        this.letters = letters;
    }

    record Waiting(List<DeadLetters.DeadLetter> waiting) {}

    record Replayed(int replayed) {}

    @ReadOperation
    Waiting waiting() {
        return new Waiting(letters.waiting());
    }

    @WriteOperation
    Replayed replay() {
        return new Replayed(letters.replay());
    }
}
