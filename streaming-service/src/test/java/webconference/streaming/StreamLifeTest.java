package webconference.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;
import webconference.streaming.HandMadeCapture.Door;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.UnknownHost;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.PublishFailure.Untrusted;

/// The life of streams, told as the other services tell it and seen as they see it.
@StreamingServiceTest
class StreamLifeTest {

    @Autowired KafkaTemplate<String, byte[]> kafka;
    @Autowired JsonMapper json;
    @Autowired MovableClock clock;
    @Autowired HandMadeCapture captures;
    @Autowired HandMadePublisher targets;
    @Autowired HandMadeDoor door;
    @Autowired StreamsHeard heard;
    @Autowired JdbcClient jdbc;

    /// What may pass on a busy machine while a test looks; time goes on in it.
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private AnOpening opening;

    @BeforeEach
    void an_opening() {
        opening = new AnOpening(kafka, json, clock);
        captures.door = Door.OPEN;
        captures.pauseHangs = false;
        targets.acknowledges = true;
        door.moderators = 1;
        door.down = false;
    }

    @AfterEach
    void close_it() {
        opening.closed();
        soon().until(() ->
                jdbc.sql("select count(*) from stream_run where state <> 'ENDED'")
                                .query(Long.class)
                                .single()
                        == 0);
        assertThat(captures.running()).as("captures left").isZero();
        assertThat(targets.openTo(opening.host)).as("publications left").isZero();
    }

    /// Patient, because the machine may be busy: nothing here is about how long it takes.
    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(45)).pollInterval(Duration.ofMillis(20));
    }

    private void hears(String type) {
        soon().untilAsserted(() -> assertThat(heard.typesOf(opening.id)).contains(type));
    }

    private void hearsLast(String type) {
        soon().untilAsserted(() -> assertThat(heard.typesOf(opening.id)).endsWith(type));
    }

    private void endsWith(String reason) {
        hearsLast("StreamEnded");
        assertThat(heard.of(opening.id).getLast().text("reason")).isEqualTo(reason);
    }

    private void live() {
        opening.moderatorJoined(1).opened().meetingStarted();
        hearsLast("StreamLive");
    }

    private boolean hasHandledEverything(AnOpening opening) {
        return jdbc.sql(
                                """
                                select count(*) from inbox
                                where topic = 'rooms.v1' and aggregate = ? and revision = ?
                                """)
                        .params(opening.room, opening.roomRevision())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /// Of its one run that is not ended; none, while the next is still to begin.
    private String stateOf(AnOpening opening) {
        return jdbc.sql("select state from stream_run where opening = ? and state <> 'ENDED'")
                .param(opening.id)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private UUID run() {
        return UUID.fromString(heard.of(opening.id).getLast().text("run"));
    }

    private HandMadeCapture.OneSession session() {
        return captures.sessionOf(run());
    }

    @Test
    void S60_opening_a_room_with_streaming_starts_the_stream_by_itself() {
        live();
        assertThat(heard.typesOf(opening.id))
                .containsExactly(
                        "StreamRequested", "StreamJoining", "StreamConnecting", "StreamLive");
        assertThat(targets.lastTo(opening.host).target.key()).isEqualTo("the-stream-key");
        assertThat(targets.lastTo(opening.host).shows()).isEqualTo(HandMadeCapture.MEETING);
    }

    @Test
    void S60_the_meeting_may_be_heard_of_before_the_room() {
        opening.moderatorJoined(1).meetingStarted();
        soon().until(() ->
                jdbc.sql("select count(*) from meeting where opening = ? and started")
                                .param(opening.id)
                                .query(Long.class)
                                .single()
                        == 1);
        opening.opened();
        hearsLast("StreamLive");
    }

    @Test
    void S72_without_streaming_there_is_no_stream() {
        opening.openedWithoutStreaming().meetingStarted().moderatorJoined(1);
        var other = new AnOpening(kafka, json, clock);
        other.moderatorJoined(1).opened().meetingStarted();
        soon().until(() -> heard.typesOf(other.id).contains("StreamLive"));
        other.closed();
        soon().until(() -> heard.typesOf(other.id).contains("StreamEnded"));
        assertThat(heard.of(opening.id)).isEmpty();
    }

    @Test
    void S61_S78_stopping_pauses_within_the_same_connection() {
        live();
        opening.stopRequested("PAUSE");
        hearsLast("StreamPaused");
        assertThat(heard.of(opening.id).getLast().text("by")).isEqualTo("ada");
        var publication = targets.lastTo(opening.host);
        soon().until(() -> publication.shows().equals(HandMadeCapture.PAUSE));
        assertThat(publication.closed).isFalse();
    }

    @Test
    void S62_starting_again_resumes_the_same_run_as_often_as_wanted() {
        live();
        for (var time = 0; time < 3; time++) {
            opening.stopRequested("PAUSE");
            hearsLast("StreamPaused");
            opening.startRequested();
            hearsLast("StreamLive");
        }
        assertThat(heard.of(opening.id).stream().map(event -> event.text("run")).distinct())
                .hasSize(1);
        assertThat(targets.to(opening.host)).hasSize(1);
        soon().until(() -> targets.lastTo(opening.host).shows().equals(HandMadeCapture.MEETING));
    }

    @Test
    void S61_a_recorder_that_does_not_pause_shows_nothing_at_all() {
        live();
        captures.pauseHangs = true;
        opening.stopRequested("PAUSE");
        var publication = targets.lastTo(opening.host);
        soon().until(() -> {
            var before = publication.acknowledgedBytes();
            session().comesOut(20);
            return publication.acknowledgedBytes() == before;
        });
        assertThat(publication.closed).isFalse();
    }

    @Test
    void S78_a_room_may_be_set_to_disconnect_instead() {
        opening.disconnectingOnStop();
        live();
        opening.stopRequested("PAUSE");
        endsWith("STOPPED_BY_USER");
        assertThat(targets.lastTo(opening.host).closed).isTrue();
    }

    @Test
    void S61_before_it_is_live_stopping_cancels() {
        captures.door = Door.WAITING_ROOM;
        opening.moderatorJoined(1).opened().meetingStarted();
        hears("StreamAwaitingAdmission");
        opening.stopRequested("PAUSE");
        endsWith("STOPPED_BY_USER");
    }

    @Test
    void S61_before_the_meeting_has_started_stopping_cancels() {
        opening.opened();
        hears("StreamRequested");
        opening.stopRequested("PAUSE");
        endsWith("STOPPED_BY_USER");
        assertThat(heard.typesOf(opening.id)).doesNotContain("StreamJoining");
    }

    @Test
    void S63_S71_after_an_end_a_start_makes_a_new_run() {
        live();
        var first = run();
        opening.stopRequested("END");
        endsWith("STOPPED_BY_USER");
        opening.startRequested();
        hearsLast("StreamLive");
        assertThat(run()).isNotEqualTo(first);
    }

    @Test
    void S63_the_last_of_many_clicks_counts() {
        live();
        for (var click = 0; click < 10; click++) {
            opening.stopRequested("END").startRequested();
        }
        soon().until(() -> hasHandledEverything(opening));
        soon().until(() -> stateOf(opening).equals("LIVE"));
        assertThat(targets.openTo(opening.host)).isOne();
        hearsLast("StreamLive");
        hears("StreamEnded");
    }

    @Test
    void S65_closing_the_room_ends_it() {
        live();
        opening.closed();
        endsWith("ROOM_CLOSED");
        assertThat(heard.typesOf(opening.id)).contains("StreamStopping");
        assertThat(targets.lastTo(opening.host).closed).isTrue();
    }

    @Test
    void S65_ending_the_meeting_ends_it_and_twice_is_once() {
        live();
        opening.meetingEnded();
        endsWith("MEETING_ENDED");
        opening.closed();
        opening.toldAgain();
        var other = new AnOpening(kafka, json, clock);
        other.moderatorJoined(1).opened().meetingStarted();
        soon().until(() -> heard.typesOf(other.id).contains("StreamLive"));
        other.closed();
        assertThat(heard.typesOf(opening.id).stream().filter("StreamEnded"::equals)).hasSize(1);
    }

    @Test
    void every_event_told_again_changes_nothing() {
        live();
        opening.stopRequested("PAUSE");
        hearsLast("StreamPaused");
        opening.startRequested();
        hearsLast("StreamLive");
        var before = heard.typesOf(opening.id);
        opening.toldAgain();
        opening.toldAgain();
        opening.moderatorJoined(2).moderatorLeft(0);
        hears("StreamStopScheduled");
        assertThat(heard.typesOf(opening.id).subList(0, before.size())).isEqualTo(before);
        assertThat(heard.typesOf(opening.id)).hasSize(before.size() + 1);
    }

    @Test
    void S67_two_minutes_after_the_last_moderator_it_ends() {
        live();
        var left = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        opening.moderatorLeft(0);
        hears("StreamStopScheduled");
        var stopsAt = stopsAt();
        assertThat(Duration.between(left, stopsAt))
                .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(125));
        door.moderators = 0;
        clock.advanceTo(stopsAt.minus(A_WHILE));
        await().during(Duration.ofMillis(500)).until(() -> !ended());
        clock.advanceTo(stopsAt);
        endsWith("NO_MODERATOR");
    }

    @Test
    void S67_a_moderator_who_joins_in_time_keeps_it() {
        live();
        opening.moderatorLeft(0);
        hears("StreamStopScheduled");
        var stopsAt = stopsAt();
        clock.advanceTo(stopsAt.minus(A_WHILE));
        opening.moderatorJoined(1);
        hears("StreamStopCancelled");
        door.moderators = 0;
        clock.advanceTo(stopsAt.plus(A_WHILE));
        await().during(Duration.ofMillis(700)).until(() -> !ended());
    }

    @Test
    void S67_a_moderator_seen_in_the_meeting_keeps_it_although_nobody_told() {
        live();
        opening.moderatorLeft(0);
        hears("StreamStopScheduled");
        clock.advance(Duration.ofSeconds(121));
        hears("StreamStopCancelled");
        assertThat(ended()).isFalse();
    }

    @Test
    void S67_when_nobody_can_say_it_ends() {
        live();
        opening.moderatorLeft(0);
        hears("StreamStopScheduled");
        door.down = true;
        clock.advance(Duration.ofSeconds(121));
        endsWith("NO_MODERATOR");
    }

    @Test
    void S67_when_no_moderator_ever_came_the_two_minutes_begin_when_it_is_live() {
        door.moderators = 0;
        opening.opened().meetingStarted();
        hears("StreamLive");
        hears("StreamStopScheduled");
        clock.advance(Duration.ofSeconds(121));
        endsWith("NO_MODERATOR");
    }

    @Test
    void S68_people_who_are_no_moderators_do_not_count() {
        live();
        opening.attendanceChanged(30).moderatorLeft(1);
        opening.attendanceChanged(29).moderatorLeft(0);
        hears("StreamStopScheduled");
        door.moderators = 0;
        opening.attendanceChanged(31);
        clock.advance(Duration.ofSeconds(121));
        endsWith("NO_MODERATOR");
    }

    @Test
    void S69_S70_the_night_ends_it_and_the_meeting_goes_on() {
        live();
        clock.advance(Duration.ofDays(1));
        endsWith("NIGHTLY");
        opening.startRequested();
        hearsLast("StreamLive");
    }

    @Test
    void S78_a_pause_of_two_hours_ends_it() {
        live();
        opening.stopRequested("PAUSE");
        hearsLast("StreamPaused");
        clock.advance(Duration.ofMinutes(121));
        endsWith("PAUSED_TOO_LONG");
    }

    @Test
    void S59_a_refused_Live_is_told_and_not_tried_again() {
        captures.door = Door.WAITING_ROOM;
        opening.moderatorJoined(1).opened().meetingStarted();
        hears("StreamAwaitingAdmission");
        session().audience.refused();
        endsWith("REFUSED_BY_MODERATOR");
        opening.startRequested();
        hearsLast("StreamAwaitingAdmission");
        session().admit();
        hearsLast("StreamLive");
    }

    @Test
    void S59_not_admitted_in_ten_minutes_it_ends() {
        captures.door = Door.WAITING_ROOM;
        opening.moderatorJoined(1).opened().meetingStarted();
        hears("StreamAwaitingAdmission");
        clock.advance(Duration.ofMinutes(9));
        await().during(Duration.ofMillis(500)).until(() -> !ended());
        clock.advance(Duration.ofSeconds(61));
        endsWith("NOT_ADMITTED");
    }

    @Test
    void S73_a_target_that_is_away_is_tried_five_times_more() {
        for (var tries = 0; tries < 6; tries++) {
            targets.next(opening.host, () -> new Unreachable("connection refused", null));
        }
        opening.moderatorJoined(1).opened().meetingStarted();
        endsWith("UNREACHABLE");
        assertThat(heard.of(opening.id))
                .filteredOn(event -> event.type().equals("StreamInterrupted"))
                .extracting(event -> event.text("attempt"))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void S73_an_unknown_name_is_told() {
        for (var tries = 0; tries < 6; tries++) {
            targets.next(opening.host, () -> new UnknownHost(opening.host));
        }
        opening.moderatorJoined(1).opened().meetingStarted();
        endsWith("UNKNOWN_HOST");
    }

    @Test
    void S73_a_refused_key_is_told_after_two_tries() {
        targets.next(opening.host, () -> new Refused("no"));
        targets.next(opening.host, () -> new Refused("no"));
        opening.moderatorJoined(1).opened().meetingStarted();
        endsWith("KEY_REFUSED");
        assertThat(heard.typesOf(opening.id).stream().filter("StreamInterrupted"::equals))
                .hasSize(1);
    }

    @Test
    void S73_a_target_that_is_not_allowed_is_told_at_once() {
        targets.next(opening.host, () -> new HostNotAllowed(opening.host));
        opening.moderatorJoined(1).opened().meetingStarted();
        endsWith("HOST_NOT_ALLOWED");
    }

    @Test
    void S73_a_target_that_is_not_to_be_trusted_is_told_at_once() {
        targets.next(opening.host, () -> new Untrusted("expired", new IllegalStateException()));
        opening.moderatorJoined(1).opened().meetingStarted();
        endsWith("TLS");
    }

    @Test
    void S73_a_lost_connection_comes_back_while_the_capture_goes_on() {
        live();
        var session = session();
        targets.lastTo(opening.host).drop(Duration.ofMinutes(1));
        hears("StreamInterrupted");
        hearsLast("StreamLive");
        assertThat(heard.last(opening.id, "StreamInterrupted").orElseThrow().text("reason"))
                .isEqualTo("CONNECTION_LOST");
        assertThat(targets.to(opening.host)).hasSize(2);
        assertThat(session().closed).isFalse();
        assertThat(session()).isSameAs(session);
        assertThat(targets.lastTo(opening.host).units.stream().limit(3))
                .satisfiesExactly(
                        unit -> assertThat(unit).isInstanceOf(MediaUnit.PictureConfiguration.class),
                        unit -> assertThat(unit).isInstanceOf(MediaUnit.SoundConfiguration.class),
                        unit ->
                                assertThat(unit)
                                        .isInstanceOfSatisfying(
                                                MediaUnit.Picture.class,
                                                picture -> assertThat(picture.key()).isTrue()));
    }

    @Test
    void S78_a_connection_lost_while_paused_comes_back_paused() {
        live();
        opening.stopRequested("PAUSE");
        hearsLast("StreamPaused");
        targets.lastTo(opening.host).drop(Duration.ofMinutes(1));
        hears("StreamInterrupted");
        hearsLast("StreamPaused");
        assertThat(targets.lastTo(opening.host).units)
                .filteredOn(MediaUnit.Picture.class::isInstance)
                .allSatisfy(unit ->
                        assertThat(((MediaUnit.Picture) unit).accessUnit())
                                .isEqualTo(HandMadeCapture.PAUSE.getBytes(UTF_8)));
    }

    @Test
    void S73_a_target_that_says_nothing_any_more_is_lost() {
        live();
        targets.acknowledges = false;
        hears("StreamInterrupted");
        targets.acknowledges = true;
        hearsLast("StreamLive");
    }

    @Test
    void S73_live_is_not_said_before_bytes_have_reached_the_target() {
        targets.acknowledges = false;
        opening.moderatorJoined(1).opened().meetingStarted();
        hears("StreamConnecting");
        await().during(Duration.ofMillis(700))
                .until(() -> !heard.typesOf(opening.id).contains("StreamLive"));
        targets.acknowledges = true;
        hearsLast("StreamLive");
    }

    @Test
    void S73_an_encoder_that_ends_is_started_anew_and_the_connection_kept() {
        live();
        session().audience.failed(new CaptureFailure.EncoderFailed("killed", null));
        hears("StreamInterrupted");
        hearsLast("StreamLive");
        assertThat(targets.to(opening.host)).hasSize(1);
        assertThat(session().askedAsAdmitted).isTrue();
        session().audience.failed(new CaptureFailure.EncoderFailed("killed", null));
        soon().until(() ->
                heard.typesOf(opening.id).stream().filter("StreamLive"::equals).count() == 3);
        session().audience.failed(new CaptureFailure.EncoderFailed("killed", null));
        endsWith("ENCODER_FAILED");
    }

    @Test
    void S73_a_page_that_cannot_be_opened_is_told() {
        live();
        session().audience.failed(new CaptureFailure.PageFailed("no", null));
        endsWith("MEETING_PAGE_FAILED");
    }

    @Test
    void S73_without_a_link_into_the_meeting_it_fails() {
        door.down = true;
        opening.moderatorJoined(1).opened().meetingStarted();
        endsWith("MEETING_PAGE_FAILED");
    }

    @Test
    void S63_a_fifth_stream_waits_for_a_slot_and_says_so() {
        var others =
                java.util.stream.IntStream.range(0, 4)
                        .mapToObj(_ -> new AnOpening(kafka, json, clock))
                        .toList();
        others.forEach(other -> other.moderatorJoined(1).opened().meetingStarted());
        others.forEach(other -> soon().until(() -> heard.typesOf(other.id).contains("StreamLive")));
        opening.moderatorJoined(1).opened().meetingStarted();
        hearsLast("StreamQueued");
        assertThat(heard.of(opening.id).getLast().data().path("slots").asInt()).isEqualTo(4);
        assertThat(heard.of(opening.id).getLast().data().path("running").asInt()).isEqualTo(4);
        others.getFirst().closed();
        hearsLast("StreamLive");
        others.forEach(AnOpening::closed);
    }

    private Instant stopsAt() {
        return Instant.parse(
                heard.last(opening.id, "StreamStopScheduled").orElseThrow().text("stopsAt"));
    }

    private boolean ended() {
        return heard.typesOf(opening.id).contains("StreamEnded");
    }
}
