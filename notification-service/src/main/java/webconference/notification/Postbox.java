package webconference.notification;

/// Takes letters and brings them to people's mailboxes.
public interface Postbox {

    /// Whether there is anything in this address to bring a letter to.
    boolean knows(String address);

    /// Hands a letter over. A letter that was handed over before may reach the person twice; its id
    /// lets the servers on the way see that.
    ///
    /// @throws PostboxFailure if nobody confirmed to have taken it
    void post(Letter letter);
}
