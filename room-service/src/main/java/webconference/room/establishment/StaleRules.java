package webconference.room.establishment;

/// Somebody else has changed the rules since they were read.
public class StaleRules extends RuntimeException {

    StaleRules(String establishment) {
        super("establishment " + establishment);
    }
}
