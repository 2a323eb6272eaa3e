package webconference.notification.mail;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.Daylight;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzName;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import webconference.notification.Letter;
import webconference.notification.Meeting;

/// A date as calendar programs read it (RFC 5545, RFC 5546): the same event for the whole life of
/// an invitation, told to one person who sees nobody else invited.
///
/// @param method `REQUEST` for a date, new or changed; `CANCEL` when it was taken back
record CalendarEntry(String method, String text) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final int LONGEST_LINE = 75; // bytes

    /// @param organizer whose event it is: always the same, or calendars take it for a forgery
    static CalendarEntry of(Letter letter, Meeting meeting, String organizer, Clock clock) {
        var method = meeting.cancelled() ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
        var calendar =
                new Calendar(
                        new PropertyList(
                                List.of(
                                        new ProdId("-//Web-conference//Invitations//FR"),
                                        ImmutableVersion.VERSION_2_0,
                                        ImmutableCalScale.GREGORIAN,
                                        method)),
                        new ComponentList<>(
                                List.of(
                                        paris(),
                                        event(letter, meeting, organizer, clock.instant()))));
        return new CalendarEntry(method.getValue(), folded(written(calendar)));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static VEvent event(Letter letter, Meeting meeting, String organizer, Instant now) {
        var start = meeting.start().atZone(PARIS);
        return new VEvent(
                new PropertyList(
                        List.of(
                                uid(letter.id().message()),
                                new DtStamp(now.truncatedTo(ChronoUnit.SECONDS)),
                                new Sequence(meeting.sequence()),
                                new DtStart<>(start),
                                new DtEnd<>(start.plus(Duration.ofMinutes(meeting.minutes()))),
                                new Summary(OneLine.of(meeting.title())),
                                new Location(meeting.link()),
                                new Url(URI.create(meeting.link())),
                                new Description(meeting.link()),
                                meeting.cancelled()
                                        ? ImmutableStatus.VEVENT_CANCELLED
                                        : ImmutableStatus.VEVENT_CONFIRMED,
                                new Organizer(
                                        new ParameterList(List.of(name(letter.senderName()))),
                                        mailto(organizer)),
                                new Attendee(
                                        new ParameterList(
                                                List.of(
                                                        name(letter.recipientName()),
                                                        Role.REQ_PARTICIPANT,
                                                        PartStat.NEEDS_ACTION,
                                                        Rsvp.FALSE)),
                                        mailto(letter.recipientAddress())))));
    }

    private static Uid uid(UUID invitation) {
        return new Uid(invitation.toString());
    }

    /// A parameter cannot hold quotation marks, and some readers take a backslash before one for
    /// it.
    private static Cn name(String name) {
        return new Cn(OneLine.of(name).replace('"', '\'').replace('\\', '/'));
    }

    private static URI mailto(String address) {
        return URI.create("mailto:" + escaped(address));
    }

    private static String escaped(String address) {
        var at = address.lastIndexOf('@');
        var local = URLEncoder.encode(address.substring(0, at), StandardCharsets.UTF_8);
        return local.replace("+", "%20").replace("%2B", "+") + address.substring(at);
    }

    /// The rules that hold since 1996.
    private static VTimeZone paris() {
        return new VTimeZone(
                new PropertyList(List.of(new TzId(PARIS.getId()))),
                new ComponentList<>(
                        List.of(
                                new Daylight(turn("CEST", "19810329T020000", 3, "+0100", "+0200")),
                                new Standard(
                                        turn("CET", "19961027T030000", 10, "+0200", "+0100")))));
    }

    private static PropertyList turn(String name, String first, int month, String from, String to) {
        List<Property> properties =
                List.of(
                        new TzName(name),
                        new DtStart<>(first),
                        new RRule<>("FREQ=YEARLY;BYMONTH=" + month + ";BYDAY=-1SU"),
                        new TzOffsetFrom(from),
                        new TzOffsetTo(to));
        return new PropertyList(properties);
    }

    private static String written(Calendar calendar) {
        var out = new StringWriter();
        try {
            new CalendarOutputter(true).output(calendar, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /// The library counts characters where the standard counts bytes.
    private static String folded(String calendar) {
        var folded = new StringBuilder();
        var line = 0;
        var unfolded = calendar.replaceAll("\r?\n[ \t]", "");
        for (var i = 0; i < unfolded.length(); ) {
            var character = Character.toString(unfolded.codePointAt(i));
            i += character.length();
            if (character.equals("\r")) {
                continue;
            }
            if (character.equals("\n")) {
                folded.append("\r\n");
                line = 0;
                continue;
            }
            var length = character.getBytes(StandardCharsets.UTF_8).length;
            if (line + length > LONGEST_LINE) {
                folded.append("\r\n ");
                line = 1;
            }
            folded.append(character);
            line += length;
        }
        return folded.toString();
    }
}
