package webconference.local.signin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everybody who can sign in: the people of `directory.csv`.
final class People {

    private static final String FILE = "/directory.csv";
    private static final Set<String> ADMINISTRATORS = Set.of("sam");
    private static final Set<String> REFERENTS = Set.of("rene");

    private final Map<String, Person> byId = new LinkedHashMap<>();

    People() {
        var file = Objects.requireNonNull(People.class.getResourceAsStream(FILE), FILE);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(People::person).forEach(p -> byId.put(p.id(), p));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Collection<Person> all() {
        return byId.values();
    }

    Optional<Person> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static Person person(String line) {
        var fields = line.split(",", -1);
        var roles = ADMINISTRATORS.contains(fields[0]) ? List.of("ADMIN") : List.<String>of();
        return new Person(
                fields[0],
                fields[1],
                fields[2],
                fields[3],
                fields[4],
                fields[5],
                groups(fields[6]),
                roles,
                REFERENTS.contains(fields[0]) ? List.of(fields[4]) : List.of());
    }

    private static List<String> groups(String field) {
        return Stream.of(field.split("\\|"))
                .filter(group -> !group.isBlank())
                .map(group -> group.substring(0, group.indexOf('=')))
                .toList();
    }
}
