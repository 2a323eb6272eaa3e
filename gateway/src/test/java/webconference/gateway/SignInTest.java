package webconference.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static webconference.gateway.Surroundings.HERE;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final String ROOM = "7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11";

    @Test
    void S3_whoever_is_signed_out_signs_in_and_is_back_where_they_were_going() {
        try (var browser = HERE.browser()) {
            assertThat(browser.get("/session").statusCode()).isEqualTo(401);

            var page = browser.visit("/oauth2/authorization/portal?return=/salles/" + ROOM, "ada");

            assertThat(page.address()).isEqualTo(URI.create(HERE.portal + "/salles/" + ROOM));
            var session = browser.get("/session");
            assertThat(session.statusCode()).isEqualTo(200);
            assertThat(session.body())
                    .isEqualTo("{\"id\":\"ada\",\"name\":\"Ada Diallo\",\"locale\":\"fr\"}");
        }
    }

    @Test
    void S40_the_link_of_an_invitation_leads_through_sign_in_straight_to_the_conference_page() {
        try (var browser = HERE.browser()) {
            var there = "/salles/" + ROOM + "/rejoindre";
            var page = browser.visit("/oauth2/authorization/portal?return=" + there, "ada");
            assertThat(page.address()).isEqualTo(URI.create(HERE.portal + there));
        }
    }
}
