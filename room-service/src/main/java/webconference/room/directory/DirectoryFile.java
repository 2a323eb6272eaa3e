package webconference.room.directory;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// Reads the directory file at each start, if there is one: a line of column names, then a person a
/// line, `id,name,email,profile,establishment,establishmentName,groups`; groups are `id=name`,
/// joined by `|`.
@Component
class DirectoryFile implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DirectoryFile.class);
    private static final int COLUMNS = 7;

    private final DirectoryProperties properties;
    private final Directory directory;

    DirectoryFile(DirectoryProperties properties, Directory directory) {
        this.properties = properties;
        this.directory = directory;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = properties.file();
        if (file != null && !file.toString().isEmpty()) {
            log.info("{} people read from {}", read(file), file);
        }
    }

    long read(Path file) throws IOException {
        var people = 0;
        for (var line : Files.readAllLines(file).stream().skip(1).toList()) {
            if (!line.isBlank()) {
                learn(line, file);
                people++;
            }
        }
        return people;
    }

    private void learn(String line, Path file) {
        var cells = cells(line);
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    "%s: %d columns, not %d: %s".formatted(file, cells.size(), COLUMNS, line));
        }
        directory.learn(
                new Person(
                        cells.get(0),
                        cells.get(1),
                        told(cells.get(2)),
                        told(cells.get(3)),
                        Stream.of(cells.get(4)).filter(s -> !s.isEmpty()).toList(),
                        told(cells.get(5))),
                groups(cells.get(6)));
    }

    private static @Nullable String told(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private static Map<String, String> groups(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .filter(g -> !g.isBlank())
                .map(g -> g.split("=", 2))
                .collect(toMap(g -> g[0], g -> g.length > 1 ? g[1] : g[0]));
    }

    /// One line of comma-separated values; a cell with commas is in quotes.
    static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
