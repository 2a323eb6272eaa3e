package webconference.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessRequestTest {

    private static final String LINK = "https://visio.example/salles/1";

    private static Request asked(String roomName, Language language) {
        return new AccessRequest(
                        new UUID(0, 1),
                        new UUID(0, 2),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        roomName,
                        LINK,
                        language,
                        new Person("zoe", "Zoé <b>Bernard", "zoe@lycee.example"),
                        new Person("ada", "Ada Diallo", "ada@lycee.example"))
                .request();
    }

    @Test
    void it_says_who_asks_for_which_room_and_where_to_answer() {
        var french = asked("Physique 3B", Language.FRENCH);
        assertThat(french.subject()).isEqualTo("Zoé <b>Bernard demande l’accès à « Physique 3B »");
        assertThat(french.text()).contains("Zoé <b>Bernard", "« Physique 3B »", LINK);
        assertThat(french.recipients()).extracting(Person::id).containsExactly("ada");
        var english = asked("Physics 3B", Language.ENGLISH);
        assertThat(english.subject()).isEqualTo("Zoé <b>Bernard asks for access to “Physics 3B”");
        assertThat(english.text()).contains("your room “Physics 3B”", LINK);
    }

    @Test
    void P12_what_somebody_is_called_is_no_markup() {
        assertThat(asked("<script>%s</script> & co", Language.FRENCH).html())
                .contains("Zoé &lt;b&gt;Bernard", "&lt;script&gt;%s&lt;/script&gt; &amp; co")
                .contains("<a href=\"" + LINK + "\">")
                .doesNotContain("<script", "<b>");
    }
}
