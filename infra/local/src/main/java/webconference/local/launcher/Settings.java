package webconference.local.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the person at the keyboard chose, by environment variables and by `--with NAME=VALUE`,
/// which is the same and wins.
///
/// @param root the project's root, where the services' modules are
/// @param data where everything is kept between runs
/// @param ports where the platform listens
/// @param fresh whether to throw away what an earlier run kept
/// @param restarts whether a service that dies after the start is started again
/// @param trains whether to make start-up caches in the background once everything is ready
/// @param given all variables, those of real servers among them
public record Settings(
        Path root,
        Path data,
        Ports ports,
        boolean fresh,
        boolean restarts,
        boolean trains,
        Map<String, String> given,
        Map<String, String> with) {

    /// Each of them points a part of the platform at a real server; its stand-in stays away.
    private static final Set<String> POINTERS =
            Set.of(
                    "DATABASE_URL",
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "OIDC_ISSUER",
                    "BBB_SERVERS_0_URL",
                    "SMTP_HOST",
                    "STREAM_ALLOWED_HOSTS");

    public Settings {
        given = Map.copyOf(given);
        with = Map.copyOf(with);
    }

    /// @throws CannotStart if a variable's value is not what it should be
    public static Settings of(
            Path root, Map<String, String> environment, Map<String, String> with, boolean fresh) {
        var given = new HashMap<>(environment);
        given.putAll(with);
        return of(root, given, with, fresh, given.get("WEBCONFERENCE_DATA"));
    }

    private static Settings of(
            Path root,
            Map<String, String> given,
            Map<String, String> with,
            boolean fresh,
            @Nullable String data) {
        return new Settings(
                root,
                (data == null ? root.resolve("infra/local/data") : Path.of(data)).toAbsolutePath(),
                new Ports(offset(given.getOrDefault("WEBCONFERENCE_PORT_OFFSET", "0"))),
                fresh,
                !"false".equals(given.get("WEBCONFERENCE_RESTART")),
                !"false".equals(given.get("WEBCONFERENCE_AOT")),
                given,
                with);
    }

    private static int offset(String text) {
        try {
            var offset = Integer.parseInt(text);
            if (offset < 0 || offset > 65535 - Port.KAFKA_CONTROLLER.number()) {
                throw new CannotStart(
                        "WEBCONFERENCE_PORT_OFFSET=" + text + " leads out of the range of ports");
            }
            return offset;
        } catch (NumberFormatException e) {
            throw new CannotStart("WEBCONFERENCE_PORT_OFFSET=" + text + " is not a number", e);
        }
    }

    /// Whether a real server was named for this part.
    public boolean isElsewhere(String pointer) {
        if (!POINTERS.contains(pointer)) {
            throw new IllegalArgumentException(pointer);
        }
        return find(pointer).isPresent();
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(given.get(name)).filter(value -> !value.isBlank());
    }
}
