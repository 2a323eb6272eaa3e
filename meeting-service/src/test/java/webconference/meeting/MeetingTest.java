package webconference.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static webconference.meeting.MeetingFixtures.ADA;
import static webconference.meeting.MeetingFixtures.BRUNO;
import static webconference.meeting.MeetingFixtures.NOON;
import static webconference.meeting.MeetingFixtures.ONE;
import static webconference.meeting.MeetingFixtures.OPENING;
import static webconference.meeting.MeetingFixtures.ROOM;
import static webconference.meeting.MeetingFixtures.TWO;
import static webconference.meeting.MeetingFixtures.ZOE;
import static webconference.meeting.MeetingFixtures.aMeetingAskedForOn;
import static webconference.meeting.MeetingFixtures.aStartedMeeting;
import static webconference.meeting.MeetingFixtures.aWantedMeeting;
import static webconference.meeting.MeetingFixtures.anEndingMeeting;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import webconference.meeting.MeetingEvent.AttendanceChanged;
import webconference.meeting.MeetingEvent.MeetingEnded;
import webconference.meeting.MeetingEvent.MeetingStartFailed;
import webconference.meeting.MeetingEvent.MeetingStarted;
import webconference.meeting.MeetingEvent.ModeratorJoined;
import webconference.meeting.MeetingEvent.ModeratorLeft;
import webconference.meeting.MeetingNotice.Arrived;
import webconference.meeting.MeetingNotice.Ended;
import webconference.meeting.MeetingNotice.Left;

class MeetingTest {

    private static final Presence MODERATES = new Presence(true, 1);
    private static final Presence VIEWS = new Presence(false, 1);

    @Nested
    class A_wanted_meeting {

        @Test
        void starts_on_the_server_that_was_asked_and_says_so_once() {
            var meeting = aMeetingAskedForOn(ONE);
            assertThat(meeting.started(ONE, 17, NOON)).isTrue();
            assertThat(meeting.started(ONE, 17, NOON)).isTrue();
            assertThat(meeting.events())
                    .containsExactly(new MeetingStarted(ROOM, OPENING, 1, NOON, 0));
            assertThat(meeting.asStarted())
                    .contains(new StartedMeeting(OPENING, ROOM, ONE, 17, false, 0));
        }

        @Test
        void cannot_be_on_a_second_server_when_it_has_started_on_a_first() {
            var meeting = aStartedMeeting();
            assertThat(meeting.started(TWO, 18, NOON)).isFalse();
            assertThat(meeting.isOn(ONE)).isTrue();
        }

        @ParameterizedTest
        @EnumSource
        void says_why_it_could_not_be_had(StartFailure reason) {
            var meeting = aWantedMeeting();
            meeting.startFailed(reason, NOON);
            meeting.startFailed(reason, NOON);
            assertThat(meeting.events())
                    .containsExactly(new MeetingStartFailed(ROOM, OPENING, 1, NOON, reason));
        }

        @Test
        void ends_at_once_when_its_room_closes_before_a_server_was_asked() {
            var meeting = aWantedMeeting();
            meeting.close(NOON);
            assertThat(meeting.events())
                    .containsExactly(new MeetingEnded(ROOM, OPENING, 1, NOON, EndReason.CLOSED));
            assertThat(meeting.started(ONE, 17, NOON)).isFalse();
        }

        @Test
        void is_not_over_before_the_server_was_told_that_may_be_making_it() {
            var meeting = aMeetingAskedForOn(ONE);
            meeting.close(NOON);
            assertThat(meeting.status()).isEqualTo(MeetingStatus.ENDING);
            assertThat(meeting.events()).isEmpty();
            assertThat(meeting.started(ONE, 17, NOON)).isFalse();
            meeting.ended(EndReason.CLOSED, NOON);
            assertThat(meeting.events())
                    .containsExactly(new MeetingEnded(ROOM, OPENING, 1, NOON, EndReason.CLOSED));
        }

        @Test
        void that_failed_still_says_it_ended_when_its_room_closes() {
            var meeting = aWantedMeeting();
            meeting.startFailed(StartFailure.UNREACHABLE, NOON);
            meeting.published();
            meeting.close(NOON);
            meeting.close(NOON);
            assertThat(meeting.events())
                    .containsExactly(new MeetingEnded(ROOM, OPENING, 2, NOON, EndReason.CLOSED));
        }

        @Test
        void has_a_server_only_while_it_is_wanted() {
            var meeting = aStartedMeeting();
            assertThatThrownBy(() -> meeting.placeOn(TWO))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class A_started_meeting {

        final Meeting meeting = aStartedMeeting();

        @Test
        void S29_that_ends_on_its_server_says_so_once() {
            meeting.notice(new Ended(), NOON);
            meeting.notice(new Ended(), NOON);
            meeting.ended(EndReason.ENDED_IN_MEETING, NOON);
            meeting.close(NOON);
            assertThat(meeting.events())
                    .containsExactly(
                            new MeetingEnded(ROOM, OPENING, 2, NOON, EndReason.ENDED_IN_MEETING));
        }

        @Test
        void S28_of_a_closed_room_can_no_longer_be_entered() {
            meeting.close(NOON);
            assertThat(meeting.asStarted()).isEmpty();
        }

        @Test
        void S28_of_a_closed_room_ended_because_it_was_closed_whoever_was_quicker() {
            meeting.close(NOON);
            meeting.notice(new Ended(), NOON);
            assertThat(meeting.events())
                    .containsExactly(new MeetingEnded(ROOM, OPENING, 2, NOON, EndReason.CLOSED));
        }

        @Test
        void tells_of_the_first_moderator_and_not_of_the_second() {
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            meeting.notice(new Arrived(BRUNO, Role.MODERATOR), NOON);
            assertThat(meeting.events())
                    .containsExactly(new ModeratorJoined(ROOM, OPENING, 2, NOON, 1));
        }

        @Test
        void tells_of_each_moderator_who_goes_and_of_one_who_comes_back_after_all() {
            meeting.attended(Map.of(ADA, MODERATES, BRUNO, MODERATES), NOON, NOON);
            meeting.published();
            meeting.notice(new Left(ADA), NOON);
            meeting.notice(new Left(BRUNO), NOON);
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            assertThat(meeting.events())
                    .containsExactly(
                            new ModeratorLeft(ROOM, OPENING, 3, NOON, 1),
                            new ModeratorLeft(ROOM, OPENING, 4, NOON, 0),
                            new ModeratorJoined(ROOM, OPENING, 5, NOON, 1));
        }

        @Test
        void tells_of_two_who_went_between_two_looks_one_by_one() {
            meeting.attended(Map.of(ADA, MODERATES, BRUNO, MODERATES), NOON, NOON);
            meeting.published();
            meeting.attended(Map.of(), NOON.plusSeconds(10), NOON.plusSeconds(10));
            assertThat(meeting.events())
                    .containsExactly(
                            new ModeratorLeft(ROOM, OPENING, 3, NOON.plusSeconds(10), 1),
                            new ModeratorLeft(ROOM, OPENING, 4, NOON.plusSeconds(10), 0));
        }

        @Test
        void never_says_that_none_is_left_when_one_moderator_took_over_from_another() {
            meeting.attended(Map.of(ADA, MODERATES), NOON, NOON);
            meeting.published();
            meeting.attended(Map.of(BRUNO, MODERATES), NOON.plusSeconds(10), NOON);
            assertThat(meeting.events())
                    .containsExactly(new ModeratorLeft(ROOM, OPENING, 3, NOON, 1));
        }

        @Test
        void takes_a_viewer_made_moderator_in_the_meeting_for_a_moderator() {
            meeting.attended(Map.of(ZOE, VIEWS), NOON, NOON);
            meeting.attended(Map.of(ZOE, MODERATES), NOON.plusSeconds(10), NOON);
            assertThat(meeting.events())
                    .containsExactly(new ModeratorJoined(ROOM, OPENING, 2, NOON, 1));
        }

        @Test
        void S68_counts_moderators_and_neither_participants_nor_Live() {
            meeting.notice(new Arrived(OPENING.live(), Role.MODERATOR), NOON);
            meeting.notice(new Arrived(ZOE, Role.VIEWER), NOON);
            meeting.attended(
                    Map.of(OPENING.live(), MODERATES, ZOE, VIEWS), NOON.plusSeconds(1), NOON);
            assertThat(meeting.attendance()).isEqualTo(new Attendance(1, 0));
            assertThat(meeting.events()).isEmpty();
        }

        @Test
        void counts_a_person_in_two_tabs_once_until_both_are_closed() {
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            meeting.published();
            meeting.notice(new Left(ADA), NOON);
            assertThat(meeting.attendance()).isEqualTo(new Attendance(1, 1));
            assertThat(meeting.events()).isEmpty();
            meeting.notice(new Left(ADA), NOON);
            assertThat(meeting.attendance()).isEqualTo(Attendance.NOBODY);
        }

        @Test
        void believes_what_it_was_told_after_the_server_had_been_asked() {
            var asked = NOON.plusSeconds(1);
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON.plusSeconds(2));
            meeting.published();
            meeting.attended(Map.of(), asked, NOON.plusSeconds(3));
            assertThat(meeting.attendance()).isEqualTo(new Attendance(1, 1));
            assertThat(meeting.events()).isEmpty();
        }

        @Test
        void does_not_mind_that_somebody_unknown_leaves() {
            meeting.notice(new Left(ADA), NOON);
            assertThat(meeting.events()).isEmpty();
        }

        @Test
        void tells_its_attendance_at_most_once_a_second_and_only_when_it_changed() {
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            meeting.published();
            meeting.tellAttendance(NOON);
            meeting.tellAttendance(NOON.plusSeconds(5));
            assertThat(meeting.events())
                    .containsExactly(new AttendanceChanged(ROOM, OPENING, 3, NOON, 1, 1));
            meeting.published();

            meeting.notice(new Arrived(ZOE, Role.VIEWER), NOON.plusMillis(300));
            meeting.notice(new Arrived(BRUNO, Role.VIEWER), NOON.plusMillis(400));
            meeting.tellAttendance(NOON.plusMillis(400));
            assertThat(meeting.events()).isEmpty();
            assertThat(meeting.attendanceTellableAt()).contains(NOON.plusSeconds(1));
            meeting.tellAttendance(NOON.plusSeconds(1));
            assertThat(meeting.events())
                    .containsExactly(
                            new AttendanceChanged(ROOM, OPENING, 4, NOON.plusSeconds(1), 3, 1));
        }
    }

    @Nested
    class A_meeting_that_is_ending_or_over {

        @Test
        void takes_no_notice_of_who_comes_and_goes() {
            var meeting = anEndingMeeting();
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            meeting.notice(new Left(ADA), NOON);
            meeting.attended(Map.of(ADA, MODERATES), NOON, NOON);
            meeting.ended(EndReason.CLOSED, NOON);
            meeting.published();
            meeting.notice(new Left(ADA), NOON);
            meeting.tellAttendance(NOON);
            assertThat(meeting.events()).isEmpty();
        }

        @Test
        void forgets_who_was_there() {
            var meeting = aStartedMeeting();
            meeting.notice(new Arrived(ADA, Role.MODERATOR), NOON);
            meeting.notice(new Ended(), NOON);
            assertThat(meeting.attendance()).isEqualTo(Attendance.NOBODY);
        }

        @Test
        void S36_closes_again_without_a_word() {
            var meeting = anEndingMeeting();
            meeting.close(NOON);
            meeting.ended(EndReason.CLOSED, NOON);
            meeting.close(NOON);
            assertThat(meeting.events()).hasSize(1);
        }

        @Test
        void is_unwanted_on_any_server_but_the_one_it_is_ending_on() {
            var ending = anEndingMeeting();
            assertThat(ending.isUnwantedOn(ONE, NOON)).isFalse();
            assertThat(ending.isUnwantedOn(TWO, NOON)).isTrue();
            ending.ended(EndReason.CLOSED, NOON);
            assertThat(ending.isUnwantedOn(ONE, NOON)).isFalse();
            assertThat(ending.isUnwantedOn(ONE, NOON.plusSeconds(1))).isTrue();
        }

        @Test
        void was_never_wanted_if_its_room_closed_before_we_heard_that_it_opened() {
            var meeting = Meeting.neverWanted(ROOM, OPENING, NOON);
            assertThat(meeting.events())
                    .containsExactly(new MeetingEnded(ROOM, OPENING, 1, NOON, EndReason.CLOSED));
        }
    }
}
