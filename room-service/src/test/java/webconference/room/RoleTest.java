package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.room.Action.CHANGE;
import static webconference.room.Action.CLOSE;
import static webconference.room.Action.DELETE;
import static webconference.room.Action.ENTER_AS_MODERATOR;
import static webconference.room.Action.ENTER_AS_VIEWER;
import static webconference.room.Action.INVITE;
import static webconference.room.Action.OPEN;
import static webconference.room.Action.SEE;
import static webconference.room.Action.SEE_HISTORY;
import static webconference.room.Action.SHARE;
import static webconference.room.Action.START_STREAM;
import static webconference.room.Action.STOP_STREAM;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    private static final Map<Role, Set<Action>> TABLE =
            Map.of(
                    Role.OWNER, EnumSet.allOf(Action.class),
                    Role.MANAGER,
                            EnumSet.of(
                                    SEE,
                                    OPEN,
                                    CLOSE,
                                    ENTER_AS_MODERATOR,
                                    ENTER_AS_VIEWER,
                                    START_STREAM,
                                    STOP_STREAM,
                                    INVITE,
                                    SHARE,
                                    CHANGE,
                                    SEE_HISTORY),
                    Role.MODERATOR,
                            EnumSet.of(
                                    SEE,
                                    OPEN,
                                    CLOSE,
                                    ENTER_AS_MODERATOR,
                                    ENTER_AS_VIEWER,
                                    START_STREAM,
                                    STOP_STREAM),
                    Role.ADMIN, EnumSet.of(CLOSE, STOP_STREAM, DELETE),
                    Role.REFERENT, EnumSet.of(CLOSE, STOP_STREAM),
                    Role.PARTICIPANT, EnumSet.of(ENTER_AS_VIEWER));

    @ParameterizedTest
    @EnumSource
    void S46_S47_S48_S49_each_role_may_what_the_table_of_rights_says(Role role) {
        assertThat(Arrays.stream(Action.values()).filter(role::may))
                .containsExactlyInAnyOrderElementsOf(TABLE.getOrDefault(role, Set.of()));
    }
}
