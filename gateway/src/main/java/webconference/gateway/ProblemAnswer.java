package webconference.gateway;

import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells a problem to whoever asked: a plain page to a browser that shows one, RFC 9457 to a
/// program. The page works without script and holds both languages.
@Component
public class ProblemAnswer {

    private static final Set<String> LANGUAGES = Set.of("fr", "en");
    private static final Later IN_A_MOMENT = Later.in(Duration.ofSeconds(5));

    private final JsonMapper json;
    private final ObjectProvider<Tracer> tracer;

    ProblemAnswer(JsonMapper json, ObjectProvider<Tracer> tracer) {
        this.json = json;
        this.tracer = tracer;
    }

    /// Writes the whole answer.
    ///
    /// @return the code that the reader may give to support
    public String write(Problem problem, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        return write(problem, IN_A_MOMENT, asked, answer);
    }

    /// @param wait after which the same request may succeed, where it may at all
    /// @return the code that the reader may give to support
    public String write(
            Problem problem, Duration wait, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        return write(problem, Later.in(wait), asked, answer);
    }

    /// @param later when the same request may succeed, where it may at all
    /// @return the code that the reader may give to support
    public String write(
            Problem problem, Later later, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        var code = code();
        var language = languageOf(asked);
        answer.setStatus(problem.status());
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader("Vary", "Accept, Accept-Language");
        if (problem.passes()) {
            answer.setHeader("Retry-After", String.valueOf(later.seconds()));
        }
        answer.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (showsPages(asked)) {
            answer.setContentType("text/html;charset=UTF-8");
            answer.getWriter().write(page(problem, later, language, code));
        } else {
            answer.setContentType("application/problem+json;charset=UTF-8");
            answer.getWriter().write(json.writeValueAsString(body(problem, later, language, code)));
        }
        return code;
    }

    /// Whether the request comes from a browser that will show the answer as a page.
    public static boolean showsPages(HttpServletRequest asked) {
        var accept = asked.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static Map<String, Object> body(
            Problem problem, Later later, Locale language, String code) {
        var words = problem.in(language, later);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.type());
        body.put("title", words.title());
        body.put("status", problem.status());
        body.put("detail", words.detail());
        body.put("code", code);
        return body;
    }

    private static Locale languageOf(HttpServletRequest asked) {
        if (asked.getHeader("Accept-Language") == null) {
            return Locale.FRENCH;
        }
        return Collections.list(asked.getLocales()).stream()
                .filter(l -> LANGUAGES.contains(l.getLanguage()))
                .findFirst()
                .orElse(Locale.FRENCH);
    }

    private String code() {
        var here = tracer.getIfAvailable();
        var span = here == null ? null : here.currentSpan();
        var id = span == null ? UUID.randomUUID().toString() : span.context().traceId();
        return id.substring(0, 8);
    }

    private static String page(Problem problem, Later later, Locale language, String code) {
        var other = language.getLanguage().equals("en") ? Locale.FRENCH : Locale.ENGLISH;
        return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s – Web-conférence</title>
        <link rel="stylesheet" href="/problem.css">
        </head>
        <body>
        <main>
        <h1>%s</h1>
        %s
        <section lang="%s">
        <h2>%s</h2>
        %s
        </section>
        <p class="code">%s</p>
        </main>
        </body>
        </html>
        """
                .formatted(
                        language.getLanguage(),
                        problem.in(language, later).title(),
                        problem.in(language, later).title(),
                        paragraphs(problem, later, language),
                        other.getLanguage(),
                        problem.in(other, later).title(),
                        paragraphs(problem, later, other),
                        code);
    }

    private static String paragraphs(Problem problem, Later later, Locale language) {
        var english = language.getLanguage().equals("en");
        // An empty address is the page that was asked for.
        var again =
                problem.passes()
                        ? "<a href=\"\">%s</a> · ".formatted(english ? "Try again" : "Réessayer")
                        : "";
        return """
        <p>%s</p>
        <p>%s<a href="/">%s</a></p>\
        """
                .formatted(
                        problem.in(language, later).detail(),
                        again,
                        english ? "Back to the portal" : "Retour au portail");
    }
}
