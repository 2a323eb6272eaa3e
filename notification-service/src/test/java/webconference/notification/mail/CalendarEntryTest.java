package webconference.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import webconference.notification.DeliveryId;
import webconference.notification.Language;
import webconference.notification.Letter;
import webconference.notification.Meeting;

class CalendarEntryTest {

    private static final UUID INVITATION = UUID.fromString("c6f1a7de-4b0a-4a7e-9a67-6f6f0e0f3a42");
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String LINK = "https://visio.example.org/salles/1/rejoindre";

    private static Meeting meeting(String start, int sequence, boolean cancelled, String title) {
        return new Meeting(Instant.parse(start), 90, sequence, cancelled, title, LINK);
    }

    private static Letter letter(String sender, String recipient, String address, Meeting meeting) {
        return new Letter(
                new DeliveryId(INVITATION, recipient),
                1,
                sender,
                "ada@lycee.example",
                recipient,
                address,
                "Physique",
                "<p>…</p>",
                "…",
                meeting,
                Language.FRENCH);
    }

    private static CalendarEntry entry(Meeting meeting) {
        return CalendarEntry.of(
                letter("Ada Diallo", "Zoé Bernard", "zoe@lycee.example", meeting),
                meeting,
                "ada@lycee.example",
                NOON);
    }

    private static VEvent event(CalendarEntry entry) throws Exception {
        return new CalendarBuilder()
                .build(new StringReader(entry.text()))
                .<VEvent>getComponent(Component.VEVENT)
                .orElseThrow();
    }

    private static String value(VEvent event, String property) {
        return event.<Property>getProperty(property).orElseThrow().getValue();
    }

    @Test
    void a_date_is_written_as_calendars_expect_it() {
        var lines = entry(meeting("2026-03-02T13:00:00Z", 0, false, "Physique 3B")).text();
        assertThat(lines.lines())
                .startsWith("BEGIN:VCALENDAR")
                .contains(
                        "VERSION:2.0",
                        "METHOD:REQUEST",
                        "TZID:Europe/Paris",
                        "UID:" + INVITATION,
                        "SEQUENCE:0",
                        "DTSTAMP:20260301T120000Z",
                        "DTSTART;TZID=Europe/Paris:20260302T140000",
                        "DTEND;TZID=Europe/Paris:20260302T153000",
                        "SUMMARY:Physique 3B",
                        "LOCATION:" + LINK,
                        "STATUS:CONFIRMED")
                .endsWith("END:VCALENDAR");
        assertThat(unfolded(lines))
                .contains(
                        "ORGANIZER;CN=Ada Diallo:mailto:ada@lycee.example",
                        "ATTENDEE;CN=\"Zoé Bernard\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:zoe@lycee.example");
    }

    @Test
    void a_change_is_the_same_event_with_a_higher_number_and_so_is_its_end() throws Exception {
        var first = entry(meeting("2026-03-02T13:00:00Z", 0, false, "Physique"));
        var moved = entry(meeting("2026-03-03T13:00:00Z", 1, false, "Physique"));
        var over = entry(meeting("2026-03-03T13:00:00Z", 2, true, "Physique"));
        assertThat(List.of(first, moved, over))
                .extracting(CalendarEntry::method)
                .containsExactly("REQUEST", "REQUEST", "CANCEL");
        for (var one : List.of(moved, over)) {
            assertThat(value(event(one), Property.UID)).isEqualTo(INVITATION.toString());
            assertThat(value(event(one), Property.ORGANIZER))
                    .isEqualTo(value(event(first), Property.ORGANIZER));
        }
        assertThat(value(event(moved), Property.SEQUENCE)).isEqualTo("1");
        assertThat(value(event(over), Property.SEQUENCE)).isEqualTo("2");
        assertThat(value(event(over), Property.STATUS)).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T13:00:00Z,20260115T140000",
        "2026-03-29T00:30:00Z,20260329T013000",
        "2026-03-29T01:30:00Z,20260329T033000",
        "2026-07-15T12:00:00Z,20260715T140000",
        "2026-10-24T23:30:00Z,20261025T013000",
        "2026-10-25T02:30:00Z,20261025T033000",
        "2027-12-31T23:30:00Z,20280101T003000",
    })
    void the_hour_is_that_of_paris(String start, String local) {
        assertThat(entry(meeting(start, 0, false, "Physique")).text())
                .contains("DTSTART;TZID=Europe/Paris:" + local + "\r\n");
    }

    /// One turn of the clocks as the calendar tells it.
    private record Turn(LocalTime at, Month month, ZoneOffset before, ZoneOffset after) {

        private static final Pattern RULE =
                Pattern.compile(
                        "DTSTART:\\d{8}T(\\d{6})\\s+RRULE:FREQ=YEARLY;BYMONTH=(\\d+);BYDAY=-1SU\\s+"
                                + "TZOFFSETFROM:(\\S+)\\s+TZOFFSETTO:(\\S+)");

        static List<Turn> in(String calendar) {
            return RULE.matcher(calendar)
                    .results()
                    .map(r ->
                            new Turn(
                                    LocalTime.parse(
                                            r.group(1), DateTimeFormatter.ofPattern("HHmmss")),
                                    Month.of(Integer.parseInt(r.group(2))),
                                    ZoneOffset.of(r.group(3)),
                                    ZoneOffset.of(r.group(4))))
                    .toList();
        }

        Instant in(int year) {
            return LocalDate.of(year, month, 1)
                    .with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY))
                    .atTime(at)
                    .toInstant(before);
        }
    }

    @Test
    void the_clocks_turn_when_they_turn_in_paris() {
        var turns = Turn.in(entry(meeting("2026-03-02T13:00:00Z", 0, false, "x")).text());
        assertThat(turns).hasSize(2);
        var paris = ZoneId.of("Europe/Paris").getRules();
        for (var turn : turns) {
            for (var year = 1997; year < 2040; year++) {
                var real = paris.nextTransition(turn.in(year).minusSeconds(1));
                assertThat(real.getInstant()).isEqualTo(turn.in(year));
                assertThat(real.getOffsetBefore()).isEqualTo(turn.before());
                assertThat(real.getOffsetAfter()).isEqualTo(turn.after());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cours\r\nATTENDEE:mailto:tous@lycee.example",
                "Cours\nEND:VEVENT\nBEGIN:VEVENT",
                "Cours\u2028BEGIN:VALARM",
                "Cours\u0085X-EVIL:1",
                "a;b,c\\n:d\\",
                "\"x\";PARTSTAT=ACCEPTED:mailto:tous@lycee.example",
                "Où ça ? À l'école « Léonard » — 日本語 🎓",
            })
    void P15_words_stay_words(String words) throws Exception {
        var meeting = meeting("2026-03-02T13:00:00Z", 0, false, words);
        var entry =
                CalendarEntry.of(
                        letter(words, words, "zoe@lycee.example", meeting),
                        meeting,
                        "ada@lycee.example",
                        NOON);
        var event = event(entry);
        assertThat(event.<Property>getProperties(Property.ATTENDEE)).hasSize(1);
        assertThat(value(event, Property.ATTENDEE)).isEqualTo("mailto:zoe@lycee.example");
        assertThat(value(event, Property.ORGANIZER)).isEqualTo("mailto:ada@lycee.example");
        assertThat(value(event, Property.SUMMARY)).isEqualTo(OneLine.of(words));
        assertThat(unfolded(entry.text()).filter(l -> l.startsWith("BEGIN:V"))).hasSize(3);
        assertThat(entry.text()).doesNotContain("\nX-EVIL");
    }

    @Test
    void P15_no_line_is_longer_than_the_standard_allows_and_no_letter_is_cut() throws Exception {
        var title = "Réunion « été » 🎓 ".repeat(10).strip();
        var entry = entry(meeting("2026-03-02T13:00:00Z", 0, false, title));
        for (var line : entry.text().split("\r\n", -1)) {
            assertThat(line.getBytes(UTF_8).length).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\uFFFD");
        }
        assertThat(new String(entry.bytes(), UTF_8)).isEqualTo(entry.text());
        assertThat(value(event(entry), Property.SUMMARY)).isEqualTo(title);
    }

    @Test
    void an_address_with_odd_letters_is_one_address() throws Exception {
        var meeting = meeting("2026-03-02T13:00:00Z", 0, false, "Physique");
        var entry =
                CalendarEntry.of(
                        letter("Ada", "Zoé", "zoe+3b%x?cc=tom&y@lycee.example", meeting),
                        meeting,
                        "ada@lycee.example",
                        NOON);
        assertThat(value(event(entry), Property.ATTENDEE))
                .isEqualTo("mailto:zoe+3b%25x%3Fcc%3Dtom%26y@lycee.example");
    }

    private static Stream<String> unfolded(String calendar) {
        return calendar.replace("\r\n ", "").lines();
    }
}
