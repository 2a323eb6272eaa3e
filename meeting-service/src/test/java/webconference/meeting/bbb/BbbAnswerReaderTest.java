package webconference.meeting.bbb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import webconference.meeting.bbb.BbbAnswer.Attendee;
import webconference.meeting.bbb.BbbAnswer.BbbMeeting;
import webconference.meeting.bbb.BbbAnswerReader.Nonsense;

class BbbAnswerReaderTest {

    private static BbbAnswer read(String document) throws Nonsense {
        return BbbAnswerReader.read(document.getBytes(UTF_8));
    }

    @Test
    void a_list_of_meetings_is_read_with_who_is_there() throws Nonsense {
        var answer =
                read(
                        """
                        <response>
                          <returncode>SUCCESS</returncode>
                          <meetings>
                            <meeting>
                              <meetingName>Physique &amp; chimie</meetingName>
                              <meetingID>a</meetingID>
                              <participantCount>1 234</participantCount>
                              <attendees>
                                <attendee><userID>ada</userID><role>MODERATOR</role>
                                  <customdata><userID>forged</userID></customdata></attendee>
                                <attendee><userID>zoe</userID><role>VIEWER</role>
                                  <customdata/></attendee>
                              </attendees>
                              <metadata><bbb-origin>x</bbb-origin><meetingID>m</meetingID></metadata>
                              <breakoutRooms><breakout>b-1</breakout></breakoutRooms>
                            </meeting>
                            <meeting><meetingID>b</meetingID><attendees/></meeting>
                          </meetings>
                        </response>
                        """);
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.meetings())
                .containsExactly(
                        new BbbMeeting(
                                "a",
                                List.of(
                                        new Attendee("ada", "MODERATOR"),
                                        new Attendee("zoe", "VIEWER"))),
                        new BbbMeeting("b", List.of()));
    }

    @Test
    void no_meetings_are_an_empty_list() throws Nonsense {
        var answer =
                read(
                        "<response><returncode>SUCCESS</returncode><meetings/>"
                                + "<messageKey>noMeetings</messageKey></response>");
        assertThat(answer.meetings()).isEmpty();
        assertThat(answer.key()).isEqualTo("noMeetings");
    }

    @Test
    void one_meeting_is_described_directly_below_the_root() throws Nonsense {
        var answer =
                read(
                        "<response><returncode>SUCCESS</returncode><meetingID>a</meetingID>"
                                + "<attendees><attendee><userID>ada</userID><role>MODERATOR</role>"
                                + "</attendee></attendees><metadata/></response>");
        assertThat(answer.attendees()).containsExactly(new Attendee("ada", "MODERATOR"));
    }

    static Stream<String> refusals() {
        return Stream.of(
                "<response><returncode>FAILED</returncode><messageKey>notFound</messageKey>"
                        + "<message>m</message></response>",
                "<response><returncode>FAILED</returncode><errors><error><key>notFound</key>"
                        + "<message>m</message></error></errors></response>",
                "<response><returncode>FAILED</returncode><errors>"
                        + "<error key=\"notFound\" message=\"m\"/></errors></response>");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("refusals")
    void a_refusal_is_read_in_each_of_its_forms(String document) throws Nonsense {
        var answer = read(document);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.key()).isEqualTo("notFound");
    }

    static Stream<String> nonsense() {
        var bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">");
        for (var c = 'b'; c < 'j'; c++) {
            bomb.append("<!ENTITY ").append(c).append(" \"");
            for (var i = 0; i < 10; i++) {
                bomb.append('&').append((char) (c - 1)).append(';');
            }
            bomb.append("\">");
        }
        return Stream.of(
                "",
                "   ",
                "<html><body>502 Bad Gateway</body></html>",
                "<!doctype html><html><body><br></body></html>",
                "<response><returncode>SUCCESS</returncode><meeti",
                "<response></response>",
                "{\"returncode\":\"SUCCESS\"}",
                "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\"><response><returncode>SUCCESS"
                        + "</returncode></response>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><response><returncode>&x;"
                        + "</returncode></response>",
                bomb + "]><response><returncode>&i;</returncode></response>",
                "<response><returncode>&unknown;</returncode></response>",
                "<response>" + "<a>".repeat(100_000),
                "<response><returncode>" + "a".repeat(1_000_000) + "</returncode></response>",
                "\u0000\u0001\u0002");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("nonsense")
    void D14_what_is_no_answer_is_told_apart_quickly_and_fetches_nothing(String document) {
        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> assertThatThrownBy(() -> read(document)).isInstanceOf(Nonsense.class));
    }
}
