package webconference.room.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import webconference.room.directory.Reading.ToldGroup;
import webconference.room.directory.Reading.ToldMember;
import webconference.room.directory.Reading.ToldPerson;

/// Reads the directory file at each start, if there is one: a line of column names, then a person a
/// line, `id,name,email,profile,establishment,establishmentName,groups`; groups are `id=name`,
/// joined by `|`.
@Component
class DirectoryFile implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DirectoryFile.class);
    private static final int COLUMNS = 7;

    private final DirectoryProperties properties;
    private final DirectoryReader reader;

    DirectoryFile(DirectoryProperties properties, DirectoryReader reader) {
        this.properties = properties;
        this.reader = reader;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = properties.file();
        if (file != null && !file.toString().isEmpty()) {
            try {
                read(file);
            } catch (ReadingRefused e) {
                log.error(
                        "{} was not taken in, what was known before stays: {}",
                        file,
                        e.getMessage());
            }
        }
    }

    void read(Path file) throws IOException {
        var lines = Files.readAllLines(file).stream().skip(1).filter(l -> !l.isBlank()).toList();
        reader.read(Source.FILE, reading -> lines.forEach(line -> tell(line, file, reading)));
    }

    private static void tell(String line, Path file, Reading reading) {
        var cells = cells(line);
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(
                    "%s: %d columns, not %d: %s".formatted(file, cells.size(), COLUMNS, line));
        }
        var id = cells.get(0);
        var school = told(cells.get(4));
        var schoolName = told(cells.get(5));
        if (school != null && schoolName != null) {
            reading.establishments(List.of(new Establishment(school, schoolName)));
        }
        reading.people(
                List.of(
                        new ToldPerson(
                                id,
                                null,
                                cells.get(1),
                                told(cells.get(2)),
                                told(cells.get(3)),
                                school == null ? null : List.of(school))));
        var groups = groups(cells.get(6));
        reading.groups(groups);
        reading.members(groups.stream().map(g -> new ToldMember(g.id(), id)).toList());
    }

    private static @Nullable String told(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private static List<ToldGroup> groups(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .filter(g -> !g.isBlank())
                .map(g -> g.split("=", 2))
                .map(g -> new ToldGroup(g[0], g.length > 1 ? g[1] : g[0]))
                .toList();
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
