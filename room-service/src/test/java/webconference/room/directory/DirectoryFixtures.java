package webconference.room.directory;

import java.time.Duration;
import java.util.Set;
import webconference.room.User;
import webconference.room.UserId;

/// Settings of the directory as the tests need them.
class DirectoryFixtures {

    private DirectoryFixtures() {}

    static DirectoryProperties properties(boolean adultsEverywhere) {
        return new DirectoryProperties(null, adultsEverywhere, Duration.ofHours(1), 20);
    }

    static User someone(String id, String school) {
        return new User(new UserId(id), id, Set.of(), Set.of(school), true, true, false, Set.of());
    }
}
