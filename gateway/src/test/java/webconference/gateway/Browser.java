package webconference.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A browser without a screen: it keeps cookies per host, ports included, and follows redirects
/// only when it is told to.
final class Browser implements AutoCloseable {

    private final String home;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

    Browser(String home) {
        this.home = home;
    }

    record Page(URI address, HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }
    }

    @Nullable String cookie(String name) {
        return jar(URI.create(home)).get(name);
    }

    void setCookie(String name, String value) {
        jar(URI.create(home)).put(name, value);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path)).header("Accept", "application/json");
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> page(String path) {
        return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html").GET());
    }

    /// A change as the portal asks for it, with the token it reads in the cookie.
    HttpResponse<String> change(String method, String path, String body) {
        return send(
                request(path)
                        .header("X-XSRF-TOKEN", String.valueOf(cookie("XSRF-TOKEN")))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    /// A form's post, as a page would send it.
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    /// A stream that stays open until it is closed.
    HttpResponse<InputStream> open(String path) {
        return send(
                HttpRequest.newBuilder(at(path)).header("Accept", "text/event-stream").GET(),
                BodyHandlers.ofInputStream());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        var asked = request.copy().build().uri();
        var jar = jar(asked);
        if (!jar.isEmpty()) {
            request.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = http.send(request.build(), body);
            response.headers().allValues("Set-Cookie").forEach(line -> keep(jar, line));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Goes to a page and on through every redirect, signing in where it is asked to.
    Page visit(String path, String login) {
        var address = at(path);
        for (var step = 0; step < 12; step++) {
            var response =
                    send(HttpRequest.newBuilder(address).header("Accept", "text/html").GET());
            if (address.getPath().equals("/login") && response.statusCode() == 200) {
                response =
                        send(
                                HttpRequest.newBuilder(address)
                                        .header("Accept", "text/html")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        form(
                                                                Map.of(
                                                                        "username",
                                                                        login,
                                                                        "password",
                                                                        "demo")))));
            }
            var location = response.headers().firstValue("Location");
            if (location.isEmpty()) {
                return new Page(address, response);
            }
            address = address.resolve(location.get());
        }
        throw new IllegalStateException("redirected without end, last to " + address);
    }

    Browser signedIn(String login) {
        visit("/oauth2/authorization/portal", login);
        return this;
    }

    private URI at(String path) {
        return path.startsWith("http") ? URI.create(path) : URI.create(home + path);
    }

    private Map<String, String> jar(URI address) {
        // By port as well: on one machine the provider must not see the portal's cookies.
        return cookies.computeIfAbsent(address.getAuthority(), _ -> new ConcurrentHashMap<>());
    }

    private static void keep(Map<String, String> jar, String line) {
        for (var cookie : HttpCookie.parse("Set-Cookie: " + line)) {
            if (cookie.getMaxAge() == 0) {
                jar.remove(cookie.getName());
            } else {
                jar.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f ->
                        f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
