package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import webconference.streaming.PublishFailure.HostNotAllowed;
import webconference.streaming.PublishFailure.NotRtmp;
import webconference.streaming.PublishFailure.Refused;
import webconference.streaming.PublishFailure.UnknownHost;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.PublishFailure.Untrusted;

@StreamingServiceTest
class WebTest {

    private static final Path OPENAPI = Path.of("../infra/contracts/api/streams.openapi.json");

    private static final String CHECKS = "/api/v1/streams/target-checks";

    @Autowired MockMvc web;
    @Autowired HandMadePublisher targets;
    @Autowired JsonMapper json;

    @Test
    void S63_who_is_signed_in_may_know_how_much_room_there_is() throws Exception {
        web.perform(get("/api/v1/streams/capacity").with(jwt()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.slots").value(4))
                .andExpect(jsonPath("$.running").isNumber())
                .andExpect(jsonPath("$.queued").isNumber());
    }

    @Test
    void P1_nobody_else_may_and_there_is_nothing_else_to_ask() throws Exception {
        var published = json.readTree(Files.readString(OPENAPI)).path("paths");
        assertThat(published.propertyNames())
                .containsExactlyInAnyOrder("/api/v1/streams/capacity", CHECKS);
        assertThat(published.path("/api/v1/streams/capacity").propertyNames())
                .containsExactly("get");
        assertThat(published.path(CHECKS).propertyNames()).containsExactly("post");
        web.perform(get("/api/v1/streams/capacity")).andExpect(status().isUnauthorized());
        web.perform(check("rtmp://tube.example.org/live")).andExpect(status().isUnauthorized());
        web.perform(check("rtmp://tube.example.org/live").with(jwt()))
                .andExpect(status().isForbidden());
        web.perform(get("/anything")).andExpect(status().isUnauthorized());
    }

    @Test
    void O32_administrators_read_the_settings_without_the_secrets() throws Exception {
        var settings = get("/actuator/configprops");
        web.perform(settings).andExpect(status().isUnauthorized());
        web.perform(get("/actuator/configprops/stream")).andExpect(status().isUnauthorized());
        web.perform(settings.with(teacher())).andExpect(status().isForbidden());
        web.perform(get("/actuator/configprops/stream").with(teacher()))
                .andExpect(status().isForbidden());
        var admin = jwt().authorities(new SimpleGrantedAuthority("ROLE_ADMIN"));
        var told =
                web.perform(get("/actuator/configprops").with(admin))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(told)
                .contains(
                        "\"accessSecret\":\"******\"", "\"privateKeys\":\"******\"", "\"slots\":4")
                .doesNotContain("0123456789-0123456789");
    }

    @ParameterizedTest
    @CsvSource({"TEACHER, 200", "STAFF, 403", "COACH, 200", "PUPIL, 403", "'', 403"})
    void O12_P1_targets_are_tried_by_the_profiles_that_may_set_a_broadcast(
            String profile, int answer) throws Exception {
        var caller = jwt().jwt(token -> token.claim("profile", profile).claim("roles", "ADMIN"));
        web.perform(check("rtmp://tube.example.org/live").with(caller))
                .andExpect(status().is(answer));
    }

    @TestFactory
    Stream<DynamicTest> S18_a_trial_says_in_one_word_how_far_a_stream_would_get() {
        Map<String, Supplier<PublishFailure>> failures =
                Map.of(
                        "UNREACHABLE", () -> new Unreachable("no connection", null),
                        "UNKNOWN_HOST", () -> new UnknownHost("tried.example.org"),
                        "HOST_NOT_ALLOWED", () -> new HostNotAllowed("tried.example.org"),
                        "TLS", () -> new Untrusted("expired", new IllegalStateException()),
                        "NOT_RTMP", () -> new NotRtmp("a web server", new IOException()),
                        "REFUSED", () -> new Refused("not here"));
        return Stream.concat(Stream.of("REACHABLE"), failures.keySet().stream())
                .map(reach ->
                        dynamicTest(
                                reach,
                                () -> {
                                    if (failures.containsKey(reach)) {
                                        targets.next("tried.example.org", failures.get(reach));
                                    }
                                    web.perform(
                                                    check("rtmps://tried.example.org:1936/live")
                                                            .with(teacher()))
                                            .andExpect(status().isOk())
                                            .andExpect(jsonPath("$.reach").value(reach));
                                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"url\":\"rtmp://a b/live\"}", "rtmp://tube.example.org/live"})
    void what_is_no_address_is_not_tried(String body) throws Exception {
        web.perform(
                        post(CHECKS)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body)
                                .with(teacher()))
                .andExpect(status().isBadRequest());
    }

    private static MockHttpServletRequestBuilder check(String url) {
        return post(CHECKS)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"url\":\"%s\"}".formatted(url));
    }

    private static RequestPostProcessor teacher() {
        return jwt().jwt(token -> token.claim("profile", "TEACHER"));
    }

    @Test
    void the_platform_sees_health_and_figures() throws Exception {
        web.perform(get("/actuator/health/readiness")).andExpect(status().isOk());
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(
                                        web.perform(get("/actuator/prometheus"))
                                                .andReturn()
                                                .getResponse()
                                                .getContentAsString())
                                .contains("stream_slots 4.0", "stream_slots_free 4.0"));
    }

    /// Rewritten with `-Dopenapi.update=true`.
    @Test
    void the_api_is_as_published() throws Exception {
        var served =
                (ObjectNode)
                        json.readTree(
                                web.perform(get("/v3/api-docs"))
                                        .andExpect(status().isOk())
                                        .andReturn()
                                        .getResponse()
                                        .getContentAsString());
        served.remove("servers");
        if (Boolean.getBoolean("openapi.update")) {
            write(served);
        }
        assertThat(served).isEqualTo(json.readTree(Files.readString(OPENAPI)));
    }

    private void write(ObjectNode api) throws IOException {
        Files.createDirectories(OPENAPI.getParent());
        Files.writeString(
                OPENAPI, json.writerWithDefaultPrettyPrinter().writeValueAsString(api) + "\n");
    }
}
