package webconference.room.access;

import java.util.UUID;

/// Nobody asks that, or not any more: it was answered.
public class AccessRequestNotFound extends RuntimeException {

    AccessRequestNotFound(UUID id) {
        super("access request " + id);
    }
}
