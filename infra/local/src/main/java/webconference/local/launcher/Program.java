package webconference.local.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A program the platform runs beside itself.
///
/// @param name what people, the log and the pid file call it
/// @param environment added to the launcher's own
/// @param isReady whether it does its work now; asked again and again
/// @param startsWithin how long it may take until then
/// @param stopsWithin how long it may take to end when asked to, before it is killed
public record Program(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        BooleanSupplier isReady,
        Duration startsWithin,
        Duration stopsWithin) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
