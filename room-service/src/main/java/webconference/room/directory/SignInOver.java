package webconference.room.directory;

/// A sign-in from before its person was erased: it says nothing any more.
public final class SignInOver extends RuntimeException {

    SignInOver() {
        super("The person was erased since they signed in");
    }
}
