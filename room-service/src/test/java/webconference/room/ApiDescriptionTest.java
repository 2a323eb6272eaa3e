package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import webconference.room.WholeService.Api;

/// The portal's client is generated from the description. `-Dopenapi.update=true` writes it anew.
@WholeService
class ApiDescriptionTest {

    private static final Path PUBLISHED = Path.of("../infra/contracts/api/rooms.openapi.json");

    @Autowired @Lazy Api api;
    @Autowired JsonMapper json;

    @Test
    void the_api_is_what_the_portal_was_told() throws IOException {
        var answer = api.call(null, "GET", "/v3/api-docs", null);
        assertThat(answer.status()).isEqualTo(200);
        var now =
                json.writer()
                                .with(SerializationFeature.INDENT_OUTPUT)
                                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                                .writeValueAsString(answer.json())
                        + "\n";
        Files.writeString(Path.of("target/openapi.json"), now);
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(PUBLISHED, now);
        }
        assertThat(answer.json()).isEqualTo(json.readTree(Files.readString(PUBLISHED)));
    }
}
