package webconference.eventing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The contracts agree with themselves: each example with its schema, `asyncapi.yaml` with both.
class ContractsTest {

    private static final Path CONTRACTS = Path.of("../contracts");

    private static final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<Resource> schemas() throws IOException {
        return all("*.schema.json");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void each_example_is_valid(Resource schema) throws IOException {
        var errors =
                schemas.getSchema(text(schema))
                        .validate(
                                text(exampleOf(schema)),
                                InputFormat.JSON,
                                run ->
                                        run.executionConfig(
                                                config -> config.formatAssertionsEnabled(true)));
        // The validator takes the domain .example, made for examples, for none.
        assertThat(errors).filteredOn(error -> !error.getMessage().contains("Mailbox")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void each_schema_asks_for_its_aggregate_revision_and_time(Resource schema) throws IOException {
        assertThat(text(schema))
                .containsAnyOf("\"room\"", "\"erasure\"")
                .contains("\"revision\"", "\"at\"");
    }

    @Test
    void each_example_has_a_schema() throws IOException {
        assertThat(all("*.json")).hasSize(2 * schemas().size());
    }

    @Test
    void each_message_of_the_flow_has_its_schema_and_each_schema_its_message() throws IOException {
        var payloads = new TreeMap<String, String>();
        try (var flow = Files.newBufferedReader(CONTRACTS.resolve("asyncapi.yaml"))) {
            JsonNode messages =
                    new JsonMapper()
                            .<JsonNode>valueToTree(new Yaml().load(flow))
                            .at("/components/messages");
            messages.propertyStream()
                    .forEach(message ->
                            payloads.put(
                                    message.getKey(),
                                    message.getValue().at("/payload/$ref").asString()));
        }
        var titles = new TreeMap<String, String>();
        for (var schema : schemas()) {
            var path = schema.getURL().getPath();
            titles.put(
                    new JsonMapper().readTree(text(schema)).get("title").asString(),
                    "src/main/resources" + path.substring(path.lastIndexOf("/contracts/")));
        }
        assertThat(payloads).isNotEmpty().isEqualTo(titles);
        assertThat(payloads.values())
                .allSatisfy(file -> assertThat(CONTRACTS.resolve(file)).exists());
    }

    private static List<Resource> all(String name) throws IOException {
        return Stream.of(
                        new PathMatchingResourcePatternResolver()
                                .getResources("classpath*:/contracts/**/" + name))
                .toList();
    }

    private static Resource exampleOf(Resource schema) throws IOException {
        var name = String.valueOf(schema.getFilename());
        return schema.createRelative(name.replace(".schema.json", ".json"));
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(UTF_8);
    }
}
