package webconference.room.directory;

/// What was read cannot be the whole directory; our copy stays as it was.
public class ReadingRefused extends RuntimeException {

    ReadingRefused(String why) {
        super(why);
    }
}
