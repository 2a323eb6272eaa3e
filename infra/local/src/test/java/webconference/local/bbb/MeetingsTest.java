package webconference.local.bbb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeetingsTest {

    private static final String PHYSICS = "name=Physique+3B&meetingID=room-42";

    private final MovedClock clock = new MovedClock();
    private final List<String> news = new ArrayList<>();
    private final SimulatorSettings settings = SimulatorSettings.withDelay(Duration.ZERO);
    private final Meetings meetings = new Meetings(clock, new Heard(news), () -> settings);

    @Nested
    class Creating {

        @Test
        void makes_an_internal_id_of_the_id_and_the_time() {
            assertThat(create(PHYSICS).meeting().internalId)
                    .isEqualTo(Checksum.hash("SHA-1", "room-42") + "-" + clock.millis());
        }

        @Test
        void again_changes_nothing_whatever_else_is_asked_for() {
            var first = create(PHYSICS);
            var again = create("name=Autre&meetingID=room-42&guestPolicy=ALWAYS_DENY");
            assertThat(first.isDuplicate()).isFalse();
            assertThat(again.isDuplicate()).isTrue();
            assertThat(again.meeting()).isSameAs(first.meeting());
            assertThat(again.meeting().guestPolicy).isEqualTo(GuestPolicy.ALWAYS_ACCEPT);
            assertThat(news).containsExactly("created room-42");
        }

        @Test
        void again_needs_both_passwords_or_none() {
            create(PHYSICS + "&attendeePW=aa&moderatorPW=mm");
            assertThat(create(PHYSICS).isDuplicate()).isTrue();
            assertThat(create(PHYSICS + "&attendeePW=aa&moderatorPW=mm").isDuplicate()).isTrue();
            assertThatRefused("idNotUnique", () -> create(PHYSICS + "&attendeePW=aa"));
            assertThatRefused(
                    "idNotUnique", () -> create(PHYSICS + "&attendeePW=aa&moderatorPW=xx"));
        }

        @Test
        void is_refused_without_what_it_needs() {
            assertThatRefused("missingParamMeetingID", () -> create("name=Physique"));
            assertThatRefused("validationError", () -> create("meetingID=room-42"));
            assertThatRefused("validationError", () -> create("name=P&meetingID=room-42"));
            assertThatRefused("validationError", () -> create("name=Physique&meetingID=a%2Cb"));
            assertThatRefused("validationError", () -> create(PHYSICS + "&record=yes"));
            assertThatRefused("invalidPassword", () -> create(PHYSICS + "&moderatorPW=m"));
        }

        @Test
        void after_the_end_makes_a_new_meeting_that_old_links_do_not_open() {
            var first = create(PHYSICS).meeting();
            meetings.end(first);
            clock.move(Duration.ofSeconds(2));
            meetings.tick();
            var second = create(PHYSICS).meeting();
            assertThat(second.internalId).isNotEqualTo(first.internalId);
            assertThatRefused(
                    "mismatchCreateTimeParam",
                    () ->
                            join(
                                    "fullName=Ada&role=MODERATOR&createTime="
                                            + first.createdAt.toEpochMilli()));
        }
    }

    @Nested
    class Joining {

        @Test
        void needs_a_meeting_a_name_and_a_role() {
            assertThatRefused(
                    "invalidMeetingIdentifier", () -> join("fullName=Ada&role=MODERATOR"));
            create(PHYSICS + "&moderatorPW=secret");
            assertThatRefused("missingParamFullName", () -> join("role=MODERATOR"));
            assertThatRefused("Params required", () -> join("fullName=Ada"));
            assertThatRefused("validationError", () -> join("fullName=Ada&role=VIEWER&guest=oui"));
            assertThat(join("fullName=Ada&password=secret").role).isEqualTo(Role.MODERATOR);
            assertThat(join("fullName=Ada&role=viewer").role).isEqualTo(Role.VIEWER);
        }

        @Test
        void is_no_presence_before_the_page_is_there() {
            var meeting = create(PHYSICS).meeting();
            var ada = join("fullName=Ada&role=MODERATOR&userID=ada");
            assertThat(meeting.isRunning()).isFalse();
            enters(meeting, ada);
            assertThat(meeting.isRunning()).isTrue();
            assertThat(meeting.hasUserJoined).isTrue();
            assertThat(news).endsWith("joined ada", "presenter ada");
        }

        @Test
        void drops_userdata_with_a_dash_in_its_key() {
            create(PHYSICS);
            assertThat(join("fullName=Ada&role=VIEWER&userdata-bbb_x=1&userdata-a-b=2").userdata)
                    .containsOnlyKeys("bbb_x");
        }

        @Test
        void is_refused_while_the_meeting_ends() {
            meetings.end(create(PHYSICS).meeting());
            assertThatRefused("meetingForciblyEnded", () -> join("fullName=Ada&role=MODERATOR"));
        }

        @Test
        void is_refused_when_the_meeting_is_full() {
            var meeting = create(PHYSICS + "&maxParticipants=1").meeting();
            enters(meeting, join("fullName=Ada&role=MODERATOR&userID=ada"));
            assertThatRefused(
                    "maxParticipantsReached", () -> join("fullName=Zoe&role=VIEWER&userID=zoe"));
            assertThat(join("fullName=Ada&role=MODERATOR&userID=ada").name).isEqualTo("Ada");
        }
    }

    @Nested
    class The_waiting_room {

        Meeting meeting = create(PHYSICS + "&guestPolicy=ASK_MODERATOR").meeting();

        @Test
        void S54_S56_holds_guests_and_Live_until_a_moderator_decides() {
            var live = join("fullName=Live&role=VIEWER&userID=live&guest=true");
            assertThat(meetings.connected(seat(live), page())).isFalse();
            meetings.decide(meeting, live.internalId, true);
            assertThat(meetings.connected(seat(live), page())).isTrue();
            assertThat(news).endsWith("joined live");
        }

        @Test
        void S55_one_by_one_or_all_at_once() {
            var zoe = join("fullName=Zoe&role=VIEWER&userID=zoe&guest=true");
            var tom = join("fullName=Tom&role=VIEWER&userID=tom&guest=true");
            var lea = join("fullName=Lea&role=VIEWER&userID=lea&guest=true");
            meetings.decide(meeting, zoe.internalId, false);
            meetings.decideAll(meeting, true);
            assertThat(zoe.state).isEqualTo(Visit.State.DENIED);
            assertThat(List.of(tom.state, lea.state)).containsOnly(Visit.State.ALLOWED);
        }

        @Test
        void forgets_who_stopped_asking() {
            var zoe = join("fullName=Zoe&role=VIEWER&guest=true");
            clock.move(Duration.ofSeconds(20));
            meetings.asks(seat(zoe));
            clock.move(Duration.ofSeconds(20));
            meetings.tick();
            assertThat(meetings.seat(zoe.token)).isPresent();
            clock.move(Duration.ofSeconds(31));
            meetings.tick();
            assertThat(meetings.seat(zoe.token)).isEmpty();
        }
    }

    @Nested
    class Ending {

        Meeting meeting = create(PHYSICS).meeting();

        @Test
        void comes_after_the_answer_and_may_be_asked_for_twice() {
            var ada = join("fullName=Ada&role=MODERATOR&userID=ada");
            enters(meeting, ada);
            meetings.end(meeting);
            meetings.end(meeting);
            meetings.tick();
            assertThat(meetings.find("room-42")).isPresent();
            clock.move(Duration.ofSeconds(1));
            meetings.tick();
            assertThat(meetings.find("room-42")).isEmpty();
            assertThat(news).endsWith("ended room-42 with ada");
        }

        @Test
        void comes_by_itself_when_nobody_ever_came() {
            clock.move(Duration.ofMinutes(5).minusMillis(1));
            meetings.tick();
            assertThat(meetings.find("room-42")).isPresent();
            clock.move(Duration.ofMillis(1));
            meetings.tick();
            assertThat(meetings.find("room-42")).isEmpty();
        }

        @Test
        void comes_by_itself_a_minute_after_the_last_one_left() {
            var ada = join("fullName=Ada&role=MODERATOR&userID=ada");
            enters(meeting, ada);
            clock.move(Duration.ofHours(1));
            meetings.leave(seat(ada));
            clock.move(Duration.ofSeconds(59));
            meetings.tick();
            assertThat(meetings.find("room-42")).isPresent();
            clock.move(Duration.ofSeconds(1));
            meetings.tick();
            assertThat(meetings.find("room-42")).isEmpty();
        }

        @Test
        void comes_by_itself_without_a_moderator_where_that_was_asked_for() {
            var strict =
                    create(
                                    "name=Chimie&meetingID=room-7&endWhenNoModerator=true&endWhenNoModeratorDelayInMinutes=2")
                            .meeting();
            var ada = join("room-7", "fullName=Ada&role=MODERATOR&userID=ada");
            enters(strict, ada);
            enters(strict, join("room-7", "fullName=Zoe&role=VIEWER&userID=zoe"));
            meetings.leave(new Meetings.Seat(strict, ada));
            clock.move(Duration.ofMinutes(2));
            meetings.tick();
            assertThat(meetings.find("room-7")).isEmpty();
        }
    }

    @Nested
    class Presence {

        Meeting meeting = create(PHYSICS).meeting();
        Visit ada = join("fullName=Ada&role=MODERATOR&userID=ada");

        @Test
        void S66_ends_when_the_tab_is_closed() {
            var page = page();
            meetings.connected(seat(ada), page);
            meetings.disconnected(seat(ada), page);
            clock.move(Duration.ofSeconds(1));
            meetings.tick();
            assertThat(meeting.people()).isEmpty();
            assertThat(news).endsWith("left ada");
        }

        @Test
        void survives_a_reload_of_the_page() {
            var page = page();
            meetings.connected(seat(ada), page);
            meetings.disconnected(seat(ada), page);
            clock.move(Duration.ofMillis(500));
            meetings.connected(seat(ada), page());
            clock.move(Duration.ofSeconds(5));
            meetings.tick();
            assertThat(meeting.people()).containsExactly(ada);
            assertThat(news).doesNotContain("left ada");
        }
    }

    private Meetings.Creation create(String query) {
        return meetings.create(Parameters.of(query));
    }

    private Visit join(String query) {
        return join("room-42", query);
    }

    private Visit join(String meeting, String query) {
        return meetings.join(Parameters.of("meetingID=" + meeting + "&" + query));
    }

    private void enters(Meeting meeting, Visit visit) {
        assertThat(meetings.connected(new Meetings.Seat(meeting, visit), page())).isTrue();
    }

    private Meetings.Seat seat(Visit visit) {
        return meetings.seat(visit.token).orElseThrow();
    }

    private static PageConnection page() {
        return new PageConnection(_ -> "");
    }

    private static void assertThatRefused(String key, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key));
    }

    private record Heard(List<String> news) implements News {

        @Override
        public void created(Meeting meeting) {
            news.add("created " + meeting.id);
        }

        @Override
        public void joined(Meeting meeting, Visit visit) {
            news.add("joined " + visit.userId);
        }

        @Override
        public void left(Meeting meeting, Visit visit) {
            news.add("left " + visit.userId);
        }

        @Override
        public void presenterAssigned(Meeting meeting, Visit visit) {
            news.add("presenter " + visit.userId);
        }

        @Override
        public void said(Meeting meeting, Visit visit, Meeting.ChatLine line) {
            news.add("said " + line.text());
        }

        @Override
        public void ended(Meeting meeting, List<Visit> remaining) {
            news.add(
                    "ended "
                            + meeting.id
                            + " with "
                            + String.join(",", remaining.stream().map(v -> v.userId).toList()));
        }
    }

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
