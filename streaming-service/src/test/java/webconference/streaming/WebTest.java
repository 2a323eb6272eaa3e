package webconference.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@StreamingServiceTest
class WebTest {

    private static final Path OPENAPI = Path.of("../infra/contracts/api/streams.openapi.json");

    @Autowired MockMvc web;
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
        assertThat(published.propertyNames()).containsExactly("/api/v1/streams/capacity");
        assertThat(published.path("/api/v1/streams/capacity").propertyNames())
                .containsExactly("get");
        web.perform(get("/api/v1/streams/capacity")).andExpect(status().isUnauthorized());
        web.perform(get("/anything")).andExpect(status().isUnauthorized());
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
