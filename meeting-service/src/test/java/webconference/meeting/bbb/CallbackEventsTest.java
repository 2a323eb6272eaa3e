package webconference.meeting.bbb;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.meeting.PretendBbb.event;
import static webconference.meeting.PretendBbb.user;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import webconference.meeting.MeetingNotice;
import webconference.meeting.MeetingNotice.Arrived;
import webconference.meeting.MeetingNotice.Ended;
import webconference.meeting.MeetingNotice.Left;
import webconference.meeting.OpeningId;
import webconference.meeting.PersonId;
import webconference.meeting.Role;

class CallbackEventsTest {

    private static final OpeningId A = new OpeningId(new UUID(0, 1));
    private static final OpeningId B = new OpeningId(new UUID(0, 2));

    private static Map<OpeningId, List<MeetingNotice>> read(String events) {
        return CallbackEvents.read(JsonMapper.builder().build(), events);
    }

    @Test
    void several_events_in_one_callback_are_read_by_meeting_and_in_their_order() {
        var read =
                read(
                        "["
                                + String.join(
                                        ",",
                                        event("user-joined", B, user("ada", Role.MODERATOR)),
                                        event("user-joined", A, user("zoe", Role.VIEWER)),
                                        event(
                                                "user-presenter-assigned",
                                                B,
                                                user("ada", Role.VIEWER)),
                                        event("user-left", B, user("ada", Role.VIEWER)),
                                        event("meeting-ended", A, ""))
                                + "]");
        assertThat(read)
                .containsExactly(
                        Map.entry(
                                A,
                                List.of(
                                        new Arrived(new PersonId("zoe"), Role.VIEWER),
                                        new Ended())),
                        Map.entry(
                                B,
                                List.of(
                                        new Arrived(new PersonId("ada"), Role.MODERATOR),
                                        new Left(new PersonId("ada")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "[",
                "<script>",
                "[1,null,\"x\",[]]",
                "[{\"data\":null}]",
                "[{\"data\":{\"id\":\"meeting-ended\"}}]",
                "[{\"data\":{\"id\":\"meeting-ended\",\"attributes\":{\"meeting\":"
                        + "{\"external-meeting-id\":\"room-42\"}}}}]",
                "[{\"data\":{\"id\":\"user-joined\",\"attributes\":{\"meeting\":"
                        + "{\"external-meeting-id\":\"00000000-0000-0000-0000-000000000001\"}}}}]",
                "[{\"data\":{\"id\":7,\"attributes\":{\"meeting\":"
                        + "{\"external-meeting-id\":\"00000000-0000-0000-0000-000000000001\"}}}}]"
            })
    void D6_what_is_unknown_incomplete_or_unreadable_is_left_out(String events) {
        assertThat(read(events)).isEmpty();
    }
}
