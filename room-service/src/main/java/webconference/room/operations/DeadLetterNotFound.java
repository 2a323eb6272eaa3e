package webconference.room.operations;

/// There is no such dead letter about which nothing was done.
public class DeadLetterNotFound extends RuntimeException {

    DeadLetterNotFound(long id) {
        super("dead letter " + id);
    }
}
