package webconference.room.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import webconference.room.User;
import webconference.room.UserId;

/// Large answers, which last as long as their reader likes. Each person gets one at a time from an
/// instance.
@Component
class Downloads {

    private final Set<UserId> underWay = ConcurrentHashMap.newKeySet();

    /// This person has one already.
    static final class UnderWay extends RuntimeException {}

    /// One download, until it is closed.
    interface Download extends AutoCloseable {
        @Override
        void close();
    }

    Download begin(User user) {
        if (!underWay.add(user.id())) {
            throw new UnderWay();
        }
        return () -> underWay.remove(user.id());
    }
}
