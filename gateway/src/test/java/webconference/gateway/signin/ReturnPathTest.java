package webconference.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/salles",
                "/salles/",
                "/salles/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11",
                "/salles/7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11/rejoindre",
                "/salles?recherche=caf%C3%A9&tri=nom",
                "/?vide=",
                "/p/Zm9v_bar-baz~1",
            })
    void a_page_of_the_portal_is_where_one_was_going(String page) {
        assertThat(ReturnPath.of(page).value()).isEqualTo(page);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "salles",
                "https://evil.example",
                "http://evil.example/",
                "HTTPS://evil.example",
                "https:evil.example",
                "https:/evil.example",
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "\\\\evil.example",
                "/\\/evil.example",
                "//\\evil.example",
                "/%2f/evil.example",
                "/%2Fevil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r\nLocation: https://evil.example",
                "/%0d%0aLocation:%20https://evil.example",
                "/salles\r\nSet-Cookie: a=b",
                "\t//evil.example",
                " //evil.example",
                "/ /evil.example",
                "/.//evil.example",
                "/./evil.example",
                "/..//evil.example",
                "/../evil.example",
                "/salles/..//evil.example",
                "/salles//evil.example",
                "/;//evil.example",
                "/;@evil.example",
                "/@evil.example",
                "/:80@evil.example",
                "@evil.example",
                ".evil.example",
                ":443",
                "/evil.example",
                "/salles#//evil.example",
                "/salles?next=https://evil.example",
                "/salles?a=//evil.example",
                "javascript:alert(1)",
                "/javascript:alert(1)",
                "data:text/html,x",
                "/\u2028/evil.example",
                "/\uff0fevil.example",
                "\uff0f\uff0fevil.example",
                "/\u0000/evil.example",
                "/<script>",
                "/salles?a=<script>",
                "/logout",
                "/login/oauth2/code/portal",
                "/oauth2/authorization/portal",
                "/api/v1/rooms",
                "/session",
                "/actuator/health",
                "/error",
            })
    void P11_everything_else_becomes_the_list_of_rooms(@Nullable String asked) {
        assertThat(ReturnPath.of(asked).value()).isEqualTo("/");
    }

    @Test
    void P11_so_does_what_is_too_long() {
        assertThat(ReturnPath.of("/" + "a".repeat(300)).value()).isEqualTo("/");
    }
}
