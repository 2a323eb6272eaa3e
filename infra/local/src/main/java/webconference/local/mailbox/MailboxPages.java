package webconference.local.mailbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/// Mail to read: `/` for people, `/api/messages?to=` for tests.
final class MailboxPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(Locale.FRANCE)
                    .withZone(ZoneId.of("Europe/Paris"));

    /// A letter's own HTML is a stranger's: no scripts, nothing from elsewhere; its links work.
    private static final String LETTER_POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups"
                    + " allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'";

    private final Mailbox mailbox;
    private final List<Owner> owners;
    private final JsonMapper json = new JsonMapper();

    MailboxPages(Mailbox mailbox, List<Owner> owners) {
        this.mailbox = mailbox;
        this.owners = owners;
    }

    void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var to = parameter(exchange, "to");
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /" -> send(exchange, 200, "text/html", PAGE_POLICY, list(to));
            case "GET /mailbox.css" ->
                    send(exchange, 200, "text/css", PAGE_POLICY, resource("mailbox.css"));
            case "GET /letter" -> one(exchange, "text/html", PAGE_POLICY, this::page);
            case "GET /letter/html" ->
                    one(exchange, "text/html", LETTER_POLICY, MailboxPages::content);
            case "GET /letter/calendar" -> {
                exchange.getResponseHeaders()
                        .set("Content-Disposition", "attachment; filename=rendez-vous.ics");
                one(exchange, "text/calendar", PAGE_POLICY, Letter::calendar);
            }
            case "GET /api/messages" ->
                    send(
                            exchange,
                            200,
                            "application/json",
                            PAGE_POLICY,
                            json.writeValueAsString(letters(to)));
            case "DELETE /api/messages" -> {
                mailbox.empty();
                send(exchange, 200, "application/json", PAGE_POLICY, "[]");
            }
            default -> send(exchange, 404, "text/plain", PAGE_POLICY, "Introuvable");
        }
    }

    private List<Letter> letters(Optional<String> to) {
        return mailbox.letters().stream()
                .filter(letter -> to.isEmpty() || belongs(letter, to.get()))
                .toList();
    }

    /// @param owner an address, or the id of a person
    private boolean belongs(Letter letter, String owner) {
        return letter.to().equalsIgnoreCase(owner)
                || owners.stream()
                        .filter(one -> one.id().equals(owner))
                        .anyMatch(one -> letter.to().equalsIgnoreCase(one.address()));
    }

    private interface View {
        String of(Letter letter);
    }

    private void one(HttpExchange exchange, String type, String policy, View view)
            throws IOException {
        var id = parameter(exchange, "id").orElse("");
        var letter = mailbox.letters().stream().filter(l -> l.id().equals(id)).findFirst();
        if (letter.isPresent()) {
            send(exchange, 200, type, policy, view.of(letter.get()));
        } else {
            send(exchange, 404, "text/plain", policy, "Introuvable");
        }
    }

    private String list(Optional<String> to) {
        var letters = letters(to);
        var rows =
                letters.stream()
                        .map(letter ->
                                """
                                <li data-test="letter"><a href="/letter?id=%s"><strong>%s</strong>
                                <span>%s</span> <time>%s</time></a></li>
                                """
                                        .formatted(
                                                url(letter.id()),
                                                html(letter.subject()),
                                                html(name(letter.to())),
                                                TIME.format(letter.sentAt())))
                        .collect(Collectors.joining());
        var content =
                letters.isEmpty()
                        ? "<p data-test=\"empty\">Aucun message.</p>"
                        : "<ul class=\"letters\">" + rows + "</ul>";
        return whole(to.map(this::name).orElse("Tous les messages"), boxes() + content);
    }

    private String boxes() {
        var links =
                mailbox.letters().stream()
                        .map(Letter::to)
                        .distinct()
                        .sorted()
                        .map(to -> "<a href=\"/?to=%s\">%s</a>".formatted(url(to), html(name(to))))
                        .collect(Collectors.joining(" "));
        return "<nav aria-label=\"Boîtes\"><a href=\"/\">Tous</a> " + links + "</nav>";
    }

    private String page(Letter letter) {
        var content =
                """
                <p><a href="/?to=%s">Retour à la boîte de %s</a></p>
                <dl><dt>De</dt><dd>%s</dd><dt>Pour</dt><dd>%s</dd><dt>Envoyé</dt><dd>%s</dd></dl>
                <iframe title="Message" data-test="letterContent" src="/letter/html?id=%s"
                 sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>
                <details><summary>Version texte</summary><pre data-test="letterText">%s</pre></details>
                """
                        .formatted(
                                url(letter.to()),
                                html(name(letter.to())),
                                html(letter.from()),
                                html(letter.toHeader()),
                                TIME.format(letter.sentAt()),
                                url(letter.id()),
                                html(letter.text()));
        return whole(letter.subject(), content + calendar(letter));
    }

    private static String calendar(Letter letter) {
        return letter.calendar().isEmpty()
                ? ""
                : """
                <details open><summary>Rendez-vous</summary>
                <p><a href="/letter/calendar?id=%s">rendez-vous.ics</a></p>
                <pre data-test="letterCalendar">%s</pre></details>
                """
                        .formatted(url(letter.id()), html(letter.calendar()));
    }

    private static String content(Letter letter) {
        var body =
                letter.html().isEmpty() ? "<pre>" + html(letter.text()) + "</pre>" : letter.html();
        return "<!doctype html><base target=\"_top\"><meta charset=\"utf-8\">" + body;
    }

    private static String whole(String title, String content) {
        return """
        <!doctype html>
        <html lang="fr"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s – Messagerie</title><link rel="stylesheet" href="/mailbox.css"></head>
        <body><main><h1>%1$s</h1>%2$s</main></body></html>
        """
                .formatted(html(title), content);
    }

    private String name(String address) {
        return owners.stream()
                .filter(owner -> owner.address().equalsIgnoreCase(address))
                .map(Owner::name)
                .findFirst()
                .orElse(address);
    }

    private static String html(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(
                        URLDecoder.decode(
                                pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static void send(
            HttpExchange exchange, int status, String type, String policy, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + ";charset=UTF-8");
        headers.set("Content-Security-Policy", policy);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var output = exchange.getResponseBody()) {
            output.write(bytes);
        }
    }

    private static String resource(String name) {
        var path = "/mailbox/" + name;
        try (var file =
                Objects.requireNonNull(MailboxPages.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
