package webconference.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import webconference.local.launcher.CannotStart;
import webconference.local.launcher.Settings;

/// Starts the local platform and keeps it running until it is told to stop.
///
/// `LocalPlatform [--fresh] [--with NAME=VALUE]…`, from the project's root.
public final class LocalPlatform {

    private LocalPlatform() {}

    public static void main(String[] arguments) {
        var terminal = System.err;
        try {
            var platform = new Platform(settings(List.of(arguments)));
            Runtime.getRuntime().addShutdownHook(new Thread(platform::stop, "stop"));
            platform.start();
        } catch (CannotStart e) {
            terminal.println("infra/run: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            terminal.println("infra/run: this should not happen: " + e);
            e.printStackTrace(); // goes to the log by now
            System.exit(1);
        }
    }

    private static Settings settings(List<String> arguments) {
        var with = new HashMap<String, String>();
        var fresh = false;
        var rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            switch (rest.removeFirst()) {
                case "--fresh" -> fresh = true;
                case "--with" -> {
                    var pair = rest.isEmpty() ? "" : rest.removeFirst();
                    with.putAll(pair(pair));
                }
                case String other -> throw new CannotStart("I do not know " + other + USAGE);
            }
        }
        return Settings.of(Path.of("").toAbsolutePath(), System.getenv(), with, fresh);
    }

    private static Map<String, String> pair(String text) {
        var equals = text.indexOf('=');
        if (equals < 1) {
            throw new CannotStart("--with needs NAME=VALUE" + USAGE);
        }
        return Map.of(text.substring(0, equals), text.substring(equals + 1));
    }

    private static final String USAGE = ". Usage: infra/run [--fresh] [--with NAME=VALUE]…";
}
