package webconference.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTableTest {

    @TempDir Path root;

    @BeforeEach
    void buildTwo() throws IOException {
        for (var module : List.of("room-service", "meeting-service")) {
            var directory =
                    Files.createDirectories(root.resolve(module).resolve("target/extracted"));
            Files.createFile(directory.resolve(module + "-1.jar"));
        }
    }

    @Test
    void what_is_not_built_is_said_and_left_out() {
        var missing = new ArrayList<String>();
        try (var data = data(Map.of())) {
            var programs = table(Map.of(), data).programs((module, _) -> missing.add(module));
            assertThat(programs)
                    .extracting(Program::name)
                    .containsExactly("room-service", "meeting-service");
        }
        assertThat(missing).containsExactly("streaming-service", "notification-service", "gateway");
    }

    @Test
    void each_service_knows_its_database_and_shares_only_the_secrets_it_must() {
        var room = environment("room-service", Map.of());
        var meeting = environment("meeting-service", Map.of());
        assertThat(room)
                .containsEntry("SERVER_PORT", "8081")
                .containsEntry("DATABASE_URL", "jdbc:postgresql://127.0.0.1:15432/room")
                .containsEntry("IDENTITY_ISSUER", "http://localhost:8090")
                .containsKey("STREAM_KEY_PUBLIC")
                .doesNotContainKeys(
                        "STREAM_KEY_PRIVATE", "MEETING_ACCESS_SECRET", "BBB_SERVERS_0_SECRET");
        assertThat(meeting.get("ENTRY_PASS_SECRET")).isEqualTo(room.get("ENTRY_PASS_SECRET"));
        assertThat(meeting.get("DATABASE_PASSWORD")).isNotEqualTo(room.get("DATABASE_PASSWORD"));
    }

    @Test
    void P25_who_migrates_the_database_with_the_audit_is_not_the_service() {
        var room = environment("room-service", Map.of());
        assertThat(room)
                .containsEntry("DATABASE_USER", "room")
                .containsEntry("SPRING_FLYWAY_USER", "room_owner");
        assertThat(room.get("SPRING_FLYWAY_PASSWORD")).isNotEqualTo(room.get("DATABASE_PASSWORD"));
        assertThat(
                        environment(
                                "room-service",
                                Map.of("DATABASE_URL", "jdbc:postgresql://db.example.org/x")))
                .doesNotContainKey("SPRING_FLYWAY_USER");
    }

    @Test
    void a_real_server_is_pointed_at_by_its_variable() {
        var given =
                Map.of(
                        "DATABASE_URL", "jdbc:postgresql://db.example.org/{service}",
                        "OIDC_ISSUER", "https://login.example.org",
                        "BBB_SERVERS_1_URL", "https://bbb.example.org/bigbluebutton/api",
                        "room-service.LOGGING_LEVEL_ROOT", "DEBUG");
        assertThat(environment("meeting-service", given))
                .containsEntry("DATABASE_URL", "jdbc:postgresql://db.example.org/meeting")
                .containsEntry("IDENTITY_ISSUER", "https://login.example.org")
                .containsEntry("BBB_SERVERS_1_URL", "https://bbb.example.org/bigbluebutton/api")
                .doesNotContainKey("LOGGING_LEVEL_ROOT");
        assertThat(environment("room-service", given)).containsEntry("LOGGING_LEVEL_ROOT", "DEBUG");
    }

    @Test
    void services_are_wired_ahead_unless_a_variable_decides_which_parts_they_have() {
        assertThat(command("room-service", Map.of("INVITATIONS_BATCH", "10")))
                .contains("-Dspring.aot.enabled=true");
        for (var name :
                List.of(
                        "MANAGEMENT_TRACING_EXPORT_OTLP_ENABLED",
                        "room-service.DIRECTORY_LDAP_URL",
                        "SPRING_PROFILES_ACTIVE")) {
            assertThat(command("room-service", Map.of(name, "something")))
                    .as(name)
                    .contains("-Dspring.aot.enabled=false");
        }
    }

    private List<String> command(String service, Map<String, String> given) {
        return program(service, given).command();
    }

    private Map<String, String> environment(String service, Map<String, String> given) {
        return program(service, given).environment();
    }

    private Program program(String service, Map<String, String> given) {
        try (var data = data(given)) {
            return table(given, data).programs((_, _) -> {}).stream()
                    .filter(program -> program.name().equals(service))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private DataDirectory data(Map<String, String> given) {
        return DataDirectory.claim(Settings.of(root, Map.of(), given, false), _ -> {});
    }

    private ServiceTable table(Map<String, String> given, DataDirectory data) {
        var settings = Settings.of(root, Map.of(), given, false);
        var secrets = new Secrets(settings.data().resolve("secrets"));
        var java = new Java(data);
        return new ServiceTable(
                settings,
                secrets,
                java,
                new LocalPostgres(settings, secrets),
                new LocalKafka(settings, java),
                root.resolve("directory.csv"),
                Optional.empty());
    }
}
