package webconference.notification;

/// Goes round and delivers what is noted, until each copy is settled.
public interface Rounds {

    /// Notes a copy in the running transaction, to be delivered as soon as it has committed.
    void note(Errand errand);
}
