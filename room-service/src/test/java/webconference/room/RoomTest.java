package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static webconference.room.RoomFixtures.ADA;
import static webconference.room.RoomFixtures.ANOTHER_OPENING;
import static webconference.room.RoomFixtures.BRUNO;
import static webconference.room.RoomFixtures.CHLOE;
import static webconference.room.RoomFixtures.NOON;
import static webconference.room.RoomFixtures.OPENING;
import static webconference.room.RoomFixtures.ROOM;
import static webconference.room.RoomFixtures.RUN;
import static webconference.room.RoomFixtures.TARGET;
import static webconference.room.RoomFixtures.aClosedRoom;
import static webconference.room.RoomFixtures.anOpenRoom;
import static webconference.room.RoomFixtures.anOpeningRoom;
import static webconference.room.RoomFixtures.manager;
import static webconference.room.RoomFixtures.moderator;
import static webconference.room.RoomFixtures.settings;
import static webconference.room.RoomFixtures.told;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import webconference.room.RoomEvent.CloseReason;
import webconference.room.RoomEvent.How;
import webconference.room.RoomEvent.RoomClosed;
import webconference.room.RoomEvent.RoomOpened;
import webconference.room.RoomEvent.StreamStartRequested;
import webconference.room.RoomEvent.StreamStopRequested;
import webconference.room.StreamWish.Wanted;

class RoomTest {

    static final Instant LATER = NOON.plusSeconds(60);

    @Nested
    class A_place_of_a_school {

        @Test
        void O8_is_free_again_when_the_room_is_closed() {
            var room = anOpenRoomOf("0750001A");
            room.close(ADA, NOON);
            assertThat(freed(room)).isEmpty();
            room.meetingEnded(OPENING, NOON);
            assertThat(freed(room)).containsExactly("0750001A");
        }

        @Test
        void O8_is_free_again_when_the_room_is_deleted() {
            var room = anOpenRoomOf("0750001A");
            room.delete(ADA, NOON);
            assertThat(freed(room)).containsExactly("0750001A");
        }

        @Test
        void O8_is_not_taken_by_a_room_that_is_closed() {
            var room = new Room(ROOM, ADA.id(), settingsIn("0750001A"), null, NOON);
            room.change(settingsIn("0690002B"), 1, ADA);
            room.delete(ADA, NOON);
            assertThat(freed(room)).isEmpty();
        }

        private static Room anOpenRoomOf(String school) {
            var room = new Room(ROOM, ADA.id(), settingsIn(school), null, NOON);
            room.open(OPENING, false, ADA, NOON);
            room.meetingStarted(OPENING, 0, NOON);
            room.published();
            return room;
        }

        private static RoomSettings settingsIn(String school) {
            return new RoomSettings("Physique 3B", true, null, Door.of(school));
        }

        private static List<String> freed(Room room) {
            return room.events().stream()
                    .filter(PlacesChanged.class::isInstance)
                    .map(event -> ((PlacesChanged) event).establishment())
                    .toList();
        }
    }

    @Nested
    class A_closed_room {

        @Test
        void opens_for_its_owner_and_says_so() {
            var room = aClosedRoom(TARGET);
            room.open(OPENING, false, ADA, NOON);
            assertThat(room.status()).isEqualTo(Status.OPENING);
            assertThat(told(room))
                    .containsExactly(
                            new RoomOpened(
                                    ROOM,
                                    1,
                                    NOON,
                                    OPENING,
                                    ADA.id(),
                                    "Physique 3B",
                                    true,
                                    false,
                                    null,
                                    TARGET));
        }

        @Test
        void S30_opens_for_whom_it_is_shared_with_directly_or_through_a_group() {
            var room = aClosedRoom();
            room.shareWith(
                    Set.of(
                            moderator("chloe"),
                            new Share(Share.Kind.GROUP, "equipe-3b", Role.MANAGER)),
                    null,
                    false,
                    ADA,
                    NOON);
            assertThat(room.roleOf(CHLOE)).isEqualTo(Role.MODERATOR);
            assertThat(room.roleOf(BRUNO)).isEqualTo(Role.MANAGER);
            room.open(OPENING, false, CHLOE, NOON);
            assertThat(room.status()).isEqualTo(Status.OPENING);
        }

        @Test
        void S51_gives_somebody_with_two_roles_the_stronger_one() {
            var room = aClosedRoom();
            room.shareWith(
                    Set.of(
                            moderator("bruno"),
                            new Share(Share.Kind.GROUP, "equipe-3b", Role.MANAGER)),
                    null,
                    false,
                    ADA,
                    NOON);
            assertThat(room.roleOf(BRUNO)).isEqualTo(Role.MANAGER);
        }

        @Test
        void S36_that_is_closed_again_stays_closed_and_says_nothing() {
            var room = aClosedRoom();
            room.close(ADA, NOON);
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(told(room)).isEmpty();
        }

        @Test
        void S33_opens_again_as_a_new_session() {
            var room = anOpenRoom(null);
            room.meetingEnded(OPENING, LATER);
            room.open(ANOTHER_OPENING, false, ADA, LATER);
            room.meetingStarted(ANOTHER_OPENING, 0, LATER);
            assertThat(room.opening()).extracting(Opening::id).isEqualTo(ANOTHER_OPENING);
        }

        @Test
        void has_no_stream_to_start() {
            assertThatThrownBy(() -> aClosedRoom(TARGET).wantStream(Wanted.LIVE, ADA, NOON))
                    .isInstanceOf(RoomConflict.class);
        }
    }

    @Nested
    class A_room_that_is_opening {

        @Test
        void is_open_when_its_meeting_is_confirmed() {
            var room = anOpeningRoom(null);
            room.meetingStarted(OPENING, 0, LATER);
            assertThat(room.status()).isEqualTo(Status.OPEN);
            assertThat(room.opening()).extracting(Opening::openedAt).isEqualTo(LATER);
        }

        @Test
        void S35_stays_as_it_is_when_somebody_else_opens_it() {
            var room = anOpeningRoom(null);
            room.shareWith(Set.of(moderator("bruno")), null, false, ADA, NOON);
            room.open(ANOTHER_OPENING, false, BRUNO, LATER);
            assertThat(room.opening()).extracting(Opening::id).isEqualTo(OPENING);
            assertThat(told(room)).isEmpty();
        }

        @Test
        void is_closed_with_the_reason_when_its_meeting_cannot_be_made() {
            var room = anOpeningRoom(TARGET);
            room.meetingStartFailed(OPENING, StartFailure.Reason.NO_SERVER, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(room.failure())
                    .isEqualTo(new StartFailure(StartFailure.Reason.NO_SERVER, LATER));
            assertThat(told(room))
                    .containsExactly(
                            new RoomClosed(
                                    ROOM, 2, LATER, OPENING, null, CloseReason.MEETING_FAILED));
        }

        @Test
        void can_be_taken_back() {
            var room = anOpeningRoom(null);
            room.close(ADA, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSING);
            assertThat(told(room))
                    .containsExactly(
                            new RoomClosed(
                                    ROOM,
                                    2,
                                    LATER,
                                    OPENING,
                                    ADA.id(),
                                    CloseReason.OPENING_CANCELLED));
            room.meetingStarted(OPENING, 0, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSING);
            room.meetingStartFailed(OPENING, StartFailure.Reason.CANCELLED, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(room.failure()).isNull();
        }
    }

    @Nested
    class An_open_room {

        @Test
        void S28_is_closing_until_the_end_of_its_meeting_is_confirmed() {
            var room = anOpenRoom(null);
            room.close(ADA, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSING);
            assertThat(told(room))
                    .containsExactly(
                            new RoomClosed(
                                    ROOM, 2, LATER, OPENING, ADA.id(), CloseReason.CLOSED_BY_USER));
            room.close(ADA, LATER);
            assertThat(told(room)).hasSize(1);
            room.meetingEnded(OPENING, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(room.opening()).isNull();
            assertThat(told(room)).hasSize(1);
        }

        @Test
        void S29_is_closed_by_the_end_of_its_meeting() {
            var room = anOpenRoom(null);
            room.meetingEnded(OPENING, LATER);
            room.meetingEnded(OPENING, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(told(room))
                    .containsExactly(
                            new RoomClosed(
                                    ROOM, 2, LATER, OPENING, null, CloseReason.MEETING_ENDED));
        }

        @Test
        void S29_tells_those_who_manage_it_that_its_meeting_was_lost_with_its_server() {
            var room = anOpenRoom(null);
            room.meetingLost(OPENING, LATER);
            room.meetingLost(OPENING, LATER.plusSeconds(1));
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(room.failure()).isEqualTo(new StartFailure(StartFailure.Reason.LOST, LATER));
            assertThat(told(room))
                    .containsExactly(
                            new RoomClosed(
                                    ROOM, 2, LATER, OPENING, null, CloseReason.MEETING_FAILED));
        }

        @Test
        void S28_says_nothing_of_a_meeting_that_was_lost_while_it_was_closing() {
            var room = anOpenRoom(null);
            room.close(ADA, LATER);
            room.meetingLost(OPENING, LATER);
            assertThat(room.status()).isEqualTo(Status.CLOSED);
            assertThat(room.failure()).isNull();
        }

        @Test
        void D23_is_not_touched_by_what_belongs_to_another_opening() {
            var room = anOpenRoom(TARGET);
            var before = room.version();
            room.meetingEnded(ANOTHER_OPENING, LATER);
            room.meetingStartFailed(ANOTHER_OPENING, StartFailure.Reason.REFUSED, LATER);
            room.attended(ANOTHER_OPENING, 9, 5, 5);
            room.moderated(ANOTHER_OPENING, 9, 5);
            room.streamTold(ANOTHER_OPENING, RUN, 1, LATER, new StreamNews.Moved(StreamState.LIVE));
            assertThat(room.status()).isEqualTo(Status.OPEN);
            assertThat(room.version()).isEqualTo(before);
            assertThat(told(room)).isEmpty();
        }

        @Test
        void knows_how_many_are_there_from_the_newest_count() {
            var room = anOpenRoom(null);
            room.attended(OPENING, 4, 23, 2);
            room.attended(OPENING, 3, 22, 1);
            room.moderated(OPENING, 5, 1);
            assertThat(room.opening()).extracting(Opening::people).isEqualTo(23);
            assertThat(room.opening()).extracting(Opening::moderators).isEqualTo(1);
        }

        @Test
        void S32_is_full_while_all_places_are_taken() {
            var room = anOpeningRoom(null);
            room.meetingStarted(OPENING, 3, LATER);
            room.attended(OPENING, 1, 2, 1);
            assertThat(room.full()).isNull();
            room.attended(OPENING, 2, 3, 1);
            assertThat(room.full()).isEqualTo(3);
            room.attended(OPENING, 3, 4, 2);
            assertThat(room.full()).isEqualTo(3);
            room.close(ADA, LATER);
            assertThat(room.full()).isNull();
            assertThat(anOpenRoom(null).full()).as("as many as come").isNull();
        }

        @Test
        void D32_ends_before_it_is_deleted() {
            var room = anOpenRoom(null);
            room.delete(ADA, LATER);
            assertThat(told(room))
                    .containsExactly(
                            new RoomClosed(
                                    ROOM, 2, LATER, OPENING, ADA.id(), CloseReason.ROOM_DELETED));
        }
    }

    @Nested
    class A_closing_room {

        @Test
        void does_not_open_before_it_is_closed() {
            var room = anOpenRoom(null);
            room.close(ADA, LATER);
            assertThatThrownBy(() -> room.open(ANOTHER_OPENING, false, ADA, LATER))
                    .isInstanceOf(RoomConflict.class);
        }
    }

    @Nested
    class A_stream {

        @Test
        void D29_is_what_streaming_service_told_and_nothing_else() {
            var room = anOpenRoom(TARGET);
            room.streamTold(OPENING, RUN, 1, NOON, new StreamNews.Requested("tube.example.org"));
            room.wantStream(Wanted.PAUSED, ADA, NOON);
            assertThat(room.stream()).extracting(Stream::state).isEqualTo(StreamState.REQUESTED);
            assertThat(room.streamWish()).extracting(StreamWish::wanted).isEqualTo(Wanted.PAUSED);
        }

        @Test
        void S61_is_asked_to_pause_once_however_often_somebody_clicks() {
            var room = aLiveRoom();
            room.wantStream(Wanted.PAUSED, ADA, LATER);
            room.wantStream(Wanted.PAUSED, ADA, LATER);
            assertThat(told(room))
                    .containsExactly(
                            new StreamStopRequested(ROOM, 2, LATER, OPENING, ADA.id(), How.PAUSE));
            room.streamTold(OPENING, RUN, 9, LATER, new StreamNews.Paused(ADA.id()));
            assertThat(room.streamWish()).isNull();
            room.wantStream(Wanted.PAUSED, ADA, LATER);
            assertThat(told(room)).hasSize(1);
        }

        @Test
        void S62_starts_again_in_the_same_session_with_the_key_of_now() {
            var room = aLiveRoom();
            room.streamTold(OPENING, RUN, 9, LATER, new StreamNews.Ended("KEY_REFUSED", null));
            var mended =
                    new StreamTarget(TARGET.url(), "another sealed key", "mark", OnStop.DISCONNECT);
            room.change(settings("Physique 3B", true, mended), 1, ADA);
            room.wantStream(Wanted.LIVE, ADA, LATER);
            room.wantStream(Wanted.LIVE, ADA, LATER);
            assertThat(told(room))
                    .containsExactly(
                            new StreamStartRequested(ROOM, 2, LATER, OPENING, ADA.id(), mended));
            var run2 = new UUID(0, 2);
            room.streamTold(OPENING, run2, 1, LATER, new StreamNews.Requested("tube.example.org"));
            assertThat(room.streamWish()).isNull();
            assertThat(room.stream()).extracting(Stream::run).isEqualTo(run2);
        }

        @Test
        void a_stop_wins_over_a_start_that_is_not_heard_yet() {
            var room = aLiveRoom();
            room.streamTold(OPENING, RUN, 9, LATER, new StreamNews.Paused(ADA.id()));
            room.wantStream(Wanted.LIVE, ADA, LATER);
            room.wantStream(Wanted.ENDED, ADA, LATER);
            assertThat(told(room))
                    .hasExactlyElementsOfTypes(
                            StreamStartRequested.class, StreamStopRequested.class);
            assertThat(room.streamWish()).extracting(StreamWish::wanted).isEqualTo(Wanted.ENDED);
        }

        @Test
        void can_be_stopped_before_anything_was_heard_of_it() {
            var room = anOpeningRoom(TARGET);
            room.wantStream(Wanted.PAUSED, ADA, LATER);
            assertThat(told(room)).hasExactlyElementsOfTypes(StreamStopRequested.class);
        }

        @Test
        void needs_a_target_to_start() {
            var room = anOpenRoom(null);
            assertThatThrownBy(() -> room.wantStream(Wanted.LIVE, ADA, LATER))
                    .isInstanceOf(RoomConflict.class)
                    .extracting(e -> ((RoomConflict) e).why())
                    .isEqualTo(RoomConflict.Why.STREAMING_OFF);
            room.wantStream(Wanted.ENDED, ADA, LATER);
            assertThat(told(room)).isEmpty();
        }

        @Test
        void S24_that_runs_never_changes_target() {
            var room = aLiveRoom();
            var other =
                    new StreamTarget("rtmp://other.example.org/live", "key", "mark", OnStop.PAUSE);
            room.change(settings("Physique 3B", false, other), 1, ADA);
            assertThat(told(room)).isEmpty();
        }

        @Test
        void S71_shows_why_it_ended_also_after_the_room_has_closed() {
            var room = aLiveRoom();
            room.meetingEnded(OPENING, LATER);
            room.streamTold(OPENING, RUN, 9, LATER, new StreamNews.Ended("MEETING_ENDED", null));
            assertThat(room.stream()).extracting(Stream::state).isEqualTo(StreamState.ENDED);
            assertThat(room.stream()).extracting(Stream::reason).isEqualTo("MEETING_ENDED");
        }

        @Test
        void is_not_set_back_by_a_resend_or_by_news_of_an_earlier_run() {
            var room = aLiveRoom();
            room.streamTold(OPENING, RUN, 2, LATER, new StreamNews.Moved(StreamState.JOINING));
            room.streamTold(
                    OPENING,
                    new UUID(0, 1),
                    99,
                    NOON.minusSeconds(60),
                    new StreamNews.Ended("UNREACHABLE", null));
            assertThat(room.stream()).extracting(Stream::state).isEqualTo(StreamState.LIVE);
        }

        @Test
        void F35_is_followed_by_the_next_run_whose_clock_is_behind() {
            var room = aLiveRoom();
            var ahead = LATER.plusSeconds(600);
            room.streamTold(OPENING, RUN, 9, ahead, new StreamNews.Ended("KEY_REFUSED", null));
            var next = new UUID(0, 2);
            room.streamTold(OPENING, next, 1, LATER, new StreamNews.Requested("tube.example.org"));
            room.streamTold(OPENING, next, 2, LATER, new StreamNews.Moved(StreamState.JOINING));
            assertThat(room.stream()).extracting(Stream::run).isEqualTo(next);
            assertThat(room.stream()).extracting(Stream::state).isEqualTo(StreamState.JOINING);
        }

        @Test
        void tells_when_it_stops_for_want_of_a_moderator_and_when_not_after_all() {
            var room = aLiveRoom();
            room.streamTold(OPENING, RUN, 9, LATER, new StreamNews.StopScheduled(LATER));
            assertThat(room.stream()).extracting(Stream::stopsAt).isEqualTo(LATER);
            assertThat(room.stream()).extracting(Stream::state).isEqualTo(StreamState.LIVE);
            room.streamTold(OPENING, RUN, 10, LATER, new StreamNews.StopCancelled());
            assertThat(room.stream()).extracting(Stream::stopsAt).isNull();
        }

        @Test
        void tells_of_its_tries() {
            var room = aLiveRoom();
            room.streamTold(
                    OPENING,
                    RUN,
                    9,
                    LATER,
                    new StreamNews.Interrupted("CONNECTION_LOST", 2, 5, LATER));
            assertThat(room.stream()).extracting(Stream::attempt).isEqualTo(2);
            room.streamTold(OPENING, RUN, 10, LATER, new StreamNews.Moved(StreamState.LIVE));
            assertThat(room.stream()).extracting(Stream::attempt).isNull();
            assertThat(room.stream()).extracting(Stream::reason).isNull();
            assertThat(room.stream()).extracting(Stream::liveSince).isEqualTo(NOON);
        }

        private Room aLiveRoom() {
            var room = anOpenRoom(TARGET);
            room.streamTold(OPENING, RUN, 1, NOON, new StreamNews.Requested("tube.example.org"));
            room.streamTold(OPENING, RUN, 5, NOON, new StreamNews.Moved(StreamState.LIVE));
            return room;
        }
    }

    @Nested
    class Settings {

        @Test
        void D33_are_not_overwritten_by_somebody_who_has_not_seen_the_last_change() {
            var room = aClosedRoom();
            room.change(settings("Chimie", true, null), 1, ADA);
            assertThatThrownBy(() -> room.change(settings("Maths", true, null), 1, ADA))
                    .isInstanceOf(StaleSettings.class);
            assertThat(room.settings().name()).isEqualTo("Chimie");
        }

        @Test
        void that_stay_the_same_are_no_change() {
            var room = aClosedRoom();
            var before = room.version();
            room.change(room.settings(), 1, ADA);
            assertThat(room.version()).isEqualTo(before);
        }
    }

    @Nested
    class Shares {

        @Test
        void S50_that_are_taken_back_end_the_right_at_once() {
            var room = aClosedRoom();
            room.shareWith(Set.of(manager("bruno")), null, false, ADA, NOON);
            room.require(BRUNO, Action.CHANGE);
            room.shareWith(Set.of(), null, false, ADA, NOON);
            assertThatThrownBy(() -> room.require(BRUNO, Action.SEE))
                    .isInstanceOf(RoomNotFound.class);
        }

        @Test
        void S49_never_touch_the_owner() {
            var room = aClosedRoom();
            room.shareWith(Set.of(manager("bruno")), null, false, ADA, NOON);
            room.shareWith(Set.of(moderator("ada"), manager("bruno")), null, false, BRUNO, NOON);
            assertThat(room.roleOf(ADA)).isEqualTo(Role.OWNER);
            assertThat(room.shares()).containsExactly(manager("bruno"));
        }

        @Test
        void of_an_older_version_do_not_undo_newer_ones() {
            var room = aClosedRoom();
            room.shareWith(Set.of(manager("bruno")), 0L, false, ADA, NOON);
            assertThatThrownBy(() -> room.shareWith(Set.of(), 0L, false, ADA, NOON))
                    .isInstanceOf(StaleShares.class);
        }
    }
}
