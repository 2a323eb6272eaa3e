package webconference.room;

/// A public link opens nothing: there is no such link, or no longer, or guests are not welcome.
/// Nobody is told which.
public class LinkInvalid extends RuntimeException {

    LinkInvalid() {
        super("public link");
    }
}
