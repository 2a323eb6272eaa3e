package webconference.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The description of this API is kept beside the contracts; `-Dopenapi.update=true` writes it.
@WholeService
class ApiDescriptionTest {

    private static final Path COMMITTED = Path.of("../infra/contracts/api/meetings.openapi.json");

    @LocalServerPort int port;
    @Autowired JsonMapper json;

    @Test
    void the_api_is_described_as_committed() throws Exception {
        var described = (ObjectNode) json.readTree(described());
        // The address it was asked at.
        described.remove("servers");
        var text =
                json.rebuild()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                                .build()
                                .writeValueAsString(described)
                        + "\n";
        if (Boolean.getBoolean("openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, text);
        }
        JSONAssert.assertEquals(Files.readString(COMMITTED), text, true);
        assertThat(described.get("paths").size()).isEqualTo(4);
    }

    private String described() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + port + "/v3/api-docs");
            return http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
