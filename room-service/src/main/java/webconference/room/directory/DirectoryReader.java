package webconference.room.directory;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Service;

/// Where a directory is read whole, and our copy is made to follow it: all at once, or not at all.
/// Only what is different is written.
@Service
public class DirectoryReader {

    private static final Logger log = LoggerFactory.getLogger(DirectoryReader.class);
    private static final char BETWEEN = '\u001f';

    private final JdbcOperations jdbc;
    private final DirectoryCopy copy;

    DirectoryReader(JdbcOperations jdbc, DirectoryCopy copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /// @param reader tells all there is, and throws if it could not
    /// @throws ReadingRefused if what was read cannot be the whole directory
    public void read(Source source, Consumer<Reading> reader) {
        var token = copy.begin(source);
        try {
            reader.accept(new Told(token));
            log.info("{} read: {}", source, copy.follow(source, token));
        } catch (RuntimeException e) {
            copy.failed(source, token, e);
            throw e;
        }
    }

    /// Keeps what is told aside, each piece in a transaction of its own: none is open while the
    /// directory is waited for.
    private final class Told implements Reading {

        private final UUID token;

        Told(UUID token) {
            this.token = token;
        }

        @Override
        public void establishments(List<Establishment> some) {
            insert(
                    "insert into told_establishments (read, code, name) values (?, ?, ?)",
                    some.stream().map(e -> new Object[] {token, e.code(), e.name()}).toList());
        }

        @Override
        public void people(List<ToldPerson> some) {
            insert(
                    """
                    insert into told_people
                        (read, id, address, name, email, profile, establishments, search)
                    values (?, ?, ?, ?, ?, ?, string_to_array(?, chr(31)), ?)
                    """,
                    some.stream().map(this::row).toList());
        }

        private Object[] row(ToldPerson p) {
            var schools = p.establishments();
            return new Object[] {
                token,
                p.id(),
                p.address(),
                p.name(),
                p.email(),
                p.profile(),
                schools == null
                        ? null
                        : schools.stream().collect(Collectors.joining(String.valueOf(BETWEEN))),
                Words.indexed(p.name())
            };
        }

        @Override
        public void groups(List<ToldGroup> some) {
            insert(
                    "insert into told_groups (read, id, name, search) values (?, ?, ?, ?)",
                    some.stream()
                            .map(g ->
                                    new Object[] {token, g.id(), g.name(), Words.indexed(g.name())})
                            .toList());
        }

        @Override
        public void members(List<ToldMember> some) {
            insert(
                    "insert into told_members (read, group_id, person) values (?, ?, ?)",
                    some.stream().map(m -> new Object[] {token, m.group(), m.person()}).toList());
        }

        private void insert(String sql, List<Object[]> rows) {
            if (!rows.isEmpty()) {
                jdbc.batchUpdate(sql, rows);
            }
        }
    }
}
