package webconference.room.directory;

import java.util.UUID;

/// This person has no such list.
public class FavouriteNotFound extends RuntimeException {

    FavouriteNotFound(UUID id) {
        super("favourite " + id);
    }
}
