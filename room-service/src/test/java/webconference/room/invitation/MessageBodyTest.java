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

    @Test
    void S39_O1_leads_by_another_link_wherever_it_led_by_the_rooms() {
        var other = "https://visio.example.org/p/V2hv-aXM_dGhl";
        var body =
                body("<p>%s ou <a href=\"%s\">la salle</a>.</p>".formatted(LINK, LINK))
                        .leadingTo(other, LINK);
        assertThat(body.html())
                .contains(other + " ou ", "href=\"" + other + "\"")
                .doesNotContain(LINK);
        assertThat(body.text()).isEqualTo(other + " ou la salle (" + other + ").");
        assertThat(body.leadingTo(other, LINK)).isEqualTo(body);
        assertThat(body("<p>Bonjour</p>").leadingTo(other, LINK).text())
                .isEqualTo("Bonjour\n" + other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<p onclick=\"alert(1)\">x</p>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,alert(1)\">x</a>",
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
                "voir evil.example/login.",
                "Voyez evil.com",
                "(evil.fr)",
                "evil.tk",
                "Voyez evil.jp !",
                "Evil.Tk",
                "EVIL.LA",
                "sous.domaine.evil.photography",
                "exemple.рф",
                "evil.xn--p1ai",
                "https://visio.example.org\\@evil.example/",
                "ftp://visio.example.org/",
                "HTTPS://EVIL.EXAMPLE/",
            })
    void notices_an_address_that_leads_elsewhere(String typed) {
        assertThat(body(typed).leadsElsewhere(PORTAL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bonjour.Merci de venir à 8h.Apportez vos cahiers",
                "Écrivez à ada@lycee.fr ou M.Dupont, salle 3.1",
                "Demandez à M.Petit ou J.Li, salle 3.B",
                "À demain.Et merci.La suite au prochain cours.Plus tard",
                "Cf. p.ex. la S.N.C.F. à 8h.30, n.b. etc...",
                "voir.le cours,n.5.",
                "https://visio.example.org, https://visio.example.org/salles?vue=1.",
                "https://visio.example.org#haut",
                "et/ou, 12/03, n/a",
            })
    void words_that_are_no_address_are_none(String typed) {
        assertThat(body(typed).leadsElsewhere(PORTAL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://evil.example\">ici</a>",
                "<a href=\"//evil.example\">ici</a>",
                "<a href=\"https://visio.example.org@evil.example/x\">ici</a>",
                "<a href=\"https://visio.example.org\\@evil.example/x\">ici</a>",
                "<a href=\"https://visio.example.org:8443/x\">ici</a>",
            })
    void P14_notices_where_a_link_would_have_led(String typed) {
        assertThat(MessageBody.read(typed, PORTAL).strangeTargets()).hasSize(1);
        assertThat(body(typed).html()).doesNotContain("href");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://visio.example.org/a\">https://visio.example.org/b</a>",
                "<a href=\"https://visio.example.org/a\"><b>https://visio.example.org</b>/b</a>",
                "<a href=\"https://visio.example.org/a\">visio.example.org/b</a>",
                "<a href=\"https://visio.example.org/a\">www.visio.example.org/a</a>",
                "<a href=\"https://visio.example.org/a\">http://visio.example.org/a</a>",
            })
    void P14_notices_a_link_that_shows_another_address_than_its_own(String typed) {
        assertThat(body(typed).deceives()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://visio.example.org/a?b=c&amp;d=e\">https://visio.example.org/a?b=c&amp;d=e</a>",
                "<a href=\"https://visio.example.org/a\">visio.example.org/a</a>",
                "<a href=\"https://visio.example.org/\">https://visio.example.org</a>",
                "<a href=\"https://visio.example.org/a\">la salle</a> https://visio.example.org/b",
            })
    void a_link_that_shows_its_own_address_or_words_deceives_nobody(String typed) {
        assertThat(body(typed).deceives()).isFalse();
        assertThat(body(typed).leadsElsewhere(PORTAL)).isFalse();
        assertThat(MessageBody.read(typed, PORTAL).strangeTargets()).isEmpty();
    }

    @Test
    void the_link_of_another_room_that_begins_alike_is_not_the_link() {
        assertThat(body("<p>" + LINK + "2</p>").mentions(LINK)).isFalse();
        assertThat(body("<p>" + LINK + "2 " + LINK + ".</p>").mentions(LINK)).isTrue();
        assertThat(body("<p>Bonjour</p>").mentions(LINK)).isFalse();
    }

    private static MessageBody body(String typed) {
        return MessageBody.read(typed, PORTAL).body();
    }
}
