package webconference.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlaceRequestTest {

    private static final String LINK = "https://visio.example/salles/1";

    private static Request asked(String roomName, Language language) {
        return new PlaceRequest(
                        new UUID(0, 1),
                        new UUID(0, 2),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        roomName,
                        "Lycée <i>Hugo",
                        LINK,
                        language,
                        new Person("zoe", "Zoé <b>Bernard", "zoe@lycee.example"),
                        new Person("ada", "Ada Diallo", "ada@lycee.example"))
                .request();
    }

    @Test
    void O9_it_says_who_wants_to_open_a_room_where_and_how_to_make_place() {
        var french = asked("Physique 3B", Language.FRENCH);
        assertThat(french.subject())
                .isEqualTo(
                        "Zoé <b>Bernard aimerait ouvrir une salle : « Physique 3B » sert-elle encore ?");
        assertThat(french.text())
                .contains("Zoé <b>Bernard", "« Lycée <i>Hugo »", "« Physique 3B »", LINK);
        assertThat(french.recipients()).extracting(Person::id).containsExactly("ada");
        assertThat(french.text() + french.html()).doesNotContain("@");
        var english = asked("Physics 3B", Language.ENGLISH);
        assertThat(english.subject())
                .isEqualTo(
                        "Zoé <b>Bernard would like to open a room: is “Physics 3B” still in use?");
        assertThat(english.text()).contains("the room “Physics 3B”", LINK);
    }

    @Test
    void P12_what_somebody_is_called_is_no_markup() {
        assertThat(asked("<script>%s</script> & co", Language.FRENCH).html())
                .contains("Zoé &lt;b&gt;Bernard", "Lycée &lt;i&gt;Hugo")
                .contains("&lt;script&gt;%s&lt;/script&gt; &amp; co")
                .contains("<a href=\"" + LINK + "\">")
                .doesNotContain("<script", "<b>", "<i>");
    }
}
