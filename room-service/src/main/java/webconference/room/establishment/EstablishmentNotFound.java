package webconference.room.establishment;

/// There is no such establishment, or none that the asker looks after.
public class EstablishmentNotFound extends RuntimeException {

    EstablishmentNotFound(String code) {
        super("establishment " + code);
    }
}
