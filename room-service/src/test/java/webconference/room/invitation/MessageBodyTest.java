package webconference.room.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBodyTest {

    private static final URI PORTAL = URI.create("https://visio.example.org");
    private static final String LINK = "https://visio.example.org/salles/7f1d3c52/rejoindre";

    @Test
    void S39_keeps_what_somebody_wrote_as_they_wrote_it() {
        var body =
                body(
                        "<p>Bonjour <b>à tous</b>,</p><ul><li>Chimie &amp; physique</li></ul><p><a href=\"%s\">%s</a></p>"
                                .formatted(LINK, LINK));
        assertThat(body.html()).contains("<b>à tous</b>", "<li>", "href=\"" + LINK + "\"");
        assertThat(body.text()).isEqualTo("Bonjour à tous,\nChimie & physique\n\n" + LINK);
        assertThat(body.mentions(LINK)).isTrue();
        assertThat(body.leadsElsewhere(PORTAL)).isFalse();
    }

    @Test
    void a_link_with_a_name_shows_its_address_in_the_plain_text() {
        assertThat(body("<a href=\"%s\">La salle</a>".formatted(LINK)).text())
                .isEqualTo("La salle (" + LINK + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<p onclick=\"alert(1)\">x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"https://visio.example.org.evil.example/x\">x</a>",
                "<a href=\"https://visio.example.org@evil.example/x\">x</a>",
                "<a href=\"//evil.example\">x</a>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<form action=\"https://evil.example\"><input></form>",
                "<style>p{background:url(https://evil.example)}</style>",
                "<svg onload=alert(1)>",
                "<p style=\"background:url(x)\">x</p>",
            })
    void D11_P12_drops_what_could_do_harm(String typed) {
        assertThat(body(typed).html())
                .doesNotContain("script", "alert", "evil", "style", "onerror", "onclick", "iframe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/login",
                "http://visio.example.org/salles",
                "www.evil.example",
                "<a href=\"https://evil.example\">https://evil.example</a>",
                "https://visio.example.org.evil.example/",
            })
    void notices_an_address_that_leads_elsewhere(String typed) {
        assertThat(body(typed).leadsElsewhere(PORTAL)).isTrue();
    }

    @Test
    void the_link_of_another_room_that_begins_alike_is_not_the_link() {
        assertThat(body("<p>" + LINK + "2</p>").mentions(LINK)).isFalse();
        assertThat(body("<p>" + LINK + "2 " + LINK + ".</p>").mentions(LINK)).isTrue();
        assertThat(body("<p>Bonjour</p>").mentions(LINK)).isFalse();
    }

    private static MessageBody body(String typed) {
        return MessageBody.of(typed, PORTAL);
    }
}
