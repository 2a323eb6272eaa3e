package webconference.room.invitation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What arrives in a mailbox: what the sender wrote, and the date above it if there is one.
///
/// @param html for mail programs that show it
/// @param text the same for those that do not
public record Message(String subject, String html, String text) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.FRANCE).withZone(PARIS);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H' h 'mm", Locale.FRANCE).withZone(PARIS);

    static Message of(String subject, MessageBody body, @Nullable Meeting meeting) {
        if (meeting == null) {
            return new Message(subject, body.html(), body.text());
        }
        if (meeting.cancelled()) {
            var words = "Ce rendez-vous est annulé : " + inWords(meeting) + ".";
            return new Message("Annulé : " + subject, paragraph(words), words);
        }
        var moved = meeting.sequence() > 0;
        var words = (moved ? "Nouvelle date : " : "Rendez-vous : ") + inWords(meeting) + ".";
        return new Message(
                moved ? "Modifié : " + subject : subject,
                paragraph("<b>" + words + "</b>") + body.html(),
                words + "\n\n" + body.text());
    }

    private static String paragraph(String words) {
        return "<p>" + words + "</p>";
    }

    /// In the time of Paris, whoever reads it.
    static String inWords(Meeting meeting) {
        var from = meeting.start();
        var to = meeting.end();
        var hours =
                DAY.format(from).equals(DAY.format(to))
                        ? "le "
                                + DAY.format(from)
                                + " de "
                                + TIME.format(from)
                                + " à "
                                + TIME.format(to)
                        : "du " + at(from) + " au " + at(to);
        return hours + " (heure de Paris)";
    }

    private static String at(Instant moment) {
        return DAY.format(moment) + " à " + TIME.format(moment);
    }
}
