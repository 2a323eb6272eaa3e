package webconference.local.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignInTest {

    private static final String PORTAL = "http://localhost:8080";
    private static final String SECRET = "client-secret";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";

    @TempDir static Path directory;

    private static SignIn signIn;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    @BeforeAll
    static void start() {
        signIn =
                SignIn.start(
                        new SignInProperties(
                                0,
                                "http://localhost:8090",
                                PORTAL,
                                SECRET,
                                directory.resolve("key.json")));
    }

    @AfterAll
    static void stop() {
        signIn.close();
    }

    @Test
    void S3_a_person_signs_in_with_a_code_and_proof_of_key() throws Exception {
        var tokens =
                exchange(
                        code(
                                authorize(
                                        "code_challenge="
                                                + challenge()
                                                + "&code_challenge_method=S256")));
        for (var kind : new String[] {"access_token", "id_token"}) {
            var claims = claims(tokens.get(kind).asString());
            assertThat(claims.getIssuer()).isEqualTo("http://localhost:8090");
            assertThat(claims.getSubject()).isEqualTo("ada");
            assertThat(claims.getStringClaim("name")).isEqualTo("Ada Diallo");
            assertThat(claims.getStringClaim("preferred_username")).isEqualTo("ada");
            assertThat(claims.getStringClaim("profile")).isEqualTo("TEACHER");
            assertThat(claims.getStringListClaim("groups")).containsExactly("equipe-3b");
            assertThat(claims.getStringListClaim("establishments")).containsExactly("0750001A");
            assertThat(claims.getStringListClaim("roles")).isEmpty();
        }
        assertThat(tokens.get("expires_in").asInt()).isBetween(290, 300);
    }

    @Test
    void a_refresh_token_serves_once() throws Exception {
        var tokens =
                exchange(
                        code(
                                authorize(
                                        "code_challenge="
                                                + challenge()
                                                + "&code_challenge_method=S256")));
        var first =
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.get("refresh_token").asString());
        assertThat(token(first).get("access_token")).isNotNull();
        assertThat(token(first).get("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void without_proof_of_key_there_is_no_code() throws Exception {
        var answer = get("/oauth2/authorize?" + request());
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .contains("error=invalid_request");
    }

    @Test
    void a_wrong_password_is_told_in_the_persons_language() throws Exception {
        post("/sign-in", Map.of("username", "ada", "password", "wrong", "_csrf", csrf()));
        var page = get("/sign-in?error").body();
        assertThat(page)
                .contains(
                        "role=\"alert\"", "Identifiant ou mot de passe incorrect.", "lang=\"fr\"");
        var english =
                http.send(
                        HttpRequest.newBuilder(URI.create(base() + "/sign-in?error"))
                                .header("Accept-Language", "en-GB")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(english.body()).contains("Wrong login or password.", "lang=\"en\"");
    }

    @Test
    void scripts_get_a_token_of_a_person_by_asking() throws Exception {
        var answer = post("/dev/token/sam", Map.of());
        var claims =
                claims(new JsonMapper().readTree(answer.body()).get("access_token").asString());
        assertThat(claims.getSubject()).isEqualTo("sam");
        assertThat(claims.getStringListClaim("roles")).containsExactly("ADMIN");
        var rene = post("/dev/token/rene", Map.of());
        assertThat(
                        claims(
                                        new JsonMapper()
                                                .readTree(rene.body())
                                                .get("access_token")
                                                .asString())
                                .getStringListClaim("referent_of"))
                .containsExactly("0750001A");
        assertThat(post("/dev/token/nobody", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void the_signing_key_outlives_a_restart() {
        assertThat(SigningKey.keptIn(directory.resolve("key.json")).getKeyID())
                .isEqualTo(SigningKey.keptIn(directory.resolve("key.json")).getKeyID());
    }

    /// Signs Ada in where the provider asks for it, and returns where it sends her then.
    private String authorize(String proof) throws Exception {
        var asked = get("/oauth2/authorize?" + request() + "&" + proof);
        assertThat(asked.headers().firstValue("Location").orElse("")).endsWith("/sign-in");
        var signedIn =
                post("/sign-in", Map.of("username", "ada", "password", "demo", "_csrf", csrf()));
        var back = URI.create(signedIn.headers().firstValue("Location").orElseThrow());
        return get(back.getRawPath() + "?" + back.getRawQuery())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String request() {
        return "response_type=code&client_id=portal&scope=openid+profile+email&state=s&redirect_uri="
                + encode(PORTAL + "/login/oauth2/code/portal");
    }

    private static String code(String location) {
        assertThat(location).startsWith(PORTAL + "/login/oauth2/code/portal?code=");
        return location.replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    private JsonNode exchange(String code) throws Exception {
        return token(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        PORTAL + "/login/oauth2/code/portal",
                        "code_verifier",
                        VERIFIER));
    }

    private JsonNode token(Map<String, String> form) throws IOException, InterruptedException {
        var basic =
                Base64.getEncoder()
                        .encodeToString(("portal:" + SECRET).getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(base() + "/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)));
        return new JsonMapper()
                .readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    private String csrf() throws IOException, InterruptedException {
        var field =
                Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                        .matcher(get("/sign-in").body());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static String challenge() throws Exception {
        var digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String base() {
        return "http://localhost:" + signIn.port();
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
