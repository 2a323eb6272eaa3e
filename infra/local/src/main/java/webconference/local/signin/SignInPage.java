package webconference.local.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// The page where people sign in, in French or English: a form, and the first of the demonstration
/// people, each of whom one click signs in.
@RestController
class SignInPage {

    private static final int MOST_BUTTONS = 11;

    private final People people;
    private final String template = resource("/signin/sign-in.html");
    private final String style = resource("/signin/sign-in.css");

    SignInPage(People people) {
        this.people = people;
    }

    @GetMapping(path = "/sign-in.css", produces = "text/css;charset=UTF-8")
    String style() {
        return style;
    }

    @GetMapping(path = "/sign-in", produces = "text/html;charset=UTF-8")
    ResponseEntity<String> page(
            Locale locale, CsrfToken csrf, @RequestParam Map<String, String> parameters) {
        var words = Words.in(locale);
        var page =
                template.replace("{lang}", words.language())
                        .replace("{title}", words.title())
                        .replace("{problem}", problem(words, parameters.containsKey("error")))
                        .replace("{login}", words.login())
                        .replace("{password}", words.password())
                        .replace("{submit}", words.submit())
                        .replace("{demonstration}", words.demonstration())
                        .replace("{people}", buttons(words))
                        .replace("{csrf}", HtmlUtils.htmlEscape(csrf.getToken()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }

    private static String problem(Words words, boolean failed) {
        return failed ? "<p class=\"problem\" role=\"alert\">" + words.problem() + "</p>" : "";
    }

    private String buttons(Words words) {
        return people.all().stream()
                .limit(MOST_BUTTONS)
                .map(person ->
                        """
                        <li><button name="username" value="%s">%s <span>%s, %s</span></button></li>
                        """
                                .formatted(
                                        HtmlUtils.htmlEscape(person.id()),
                                        HtmlUtils.htmlEscape(person.name()),
                                        words.what(person),
                                        HtmlUtils.htmlEscape(person.establishmentName())))
                .collect(Collectors.joining());
    }

    private static String resource(String name) {
        try (var file = Objects.requireNonNull(SignInPage.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The page's words in one language.
    private record Words(
            String language,
            String title,
            String problem,
            String login,
            String password,
            String submit,
            String demonstration,
            Map<String, String> profiles) {

        private static final Words FRENCH =
                new Words(
                        "fr",
                        "Connexion",
                        "Identifiant ou mot de passe incorrect.",
                        "Identifiant",
                        "Mot de passe",
                        "Se connecter",
                        "Comptes de démonstration, mot de passe demo",
                        Map.of(
                                "TEACHER", "corps enseignant",
                                "PUPIL", "élève",
                                "STAFF", "administration"));

        private static final Words ENGLISH =
                new Words(
                        "en",
                        "Sign in",
                        "Wrong login or password.",
                        "Login",
                        "Password",
                        "Sign in",
                        "Demonstration accounts, password demo",
                        Map.of("TEACHER", "teacher", "PUPIL", "pupil", "STAFF", "administration"));

        static Words in(Locale locale) {
            return locale.getLanguage().equals("en") ? ENGLISH : FRENCH;
        }

        String what(Person person) {
            return profiles.getOrDefault(person.profile(), "");
        }
    }
}
