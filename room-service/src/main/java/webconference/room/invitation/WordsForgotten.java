package webconference.room.invitation;

import java.util.UUID;

/// A message was to be sent again of which nobody knows the words any more.
public class WordsForgotten extends RuntimeException {

    WordsForgotten(UUID invitation) {
        super("invitation " + invitation);
    }
}
