package webconference.room.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import webconference.room.WholeService;

@WholeService
class DirectoryFileTest {

    private static final String COLUMNS =
            "id,name,email,profile,establishment,establishmentName,groups\n";

    @Autowired Directory directory;
    @Autowired DirectoryFile file;
    @TempDir Path folder;

    @Test
    void people_and_groups_are_read_again_and_again_and_follow_the_file() throws IOException {
        var id = "csv-" + UUID.randomUUID();
        read(
                "%s,\"Martin, Éva\",eva@school.example,PUPIL,0750001A,Lycée Hugo,g1-%s=Classe 1|g2-%s=Club"
                        .formatted(id, id, id));
        read("%s,Éva Martin,,,,,g1-%s=Classe un".formatted(id, id));
        assertThat(directory.people(List.of(id)))
                .containsExactly(
                        new Person(
                                id,
                                "Éva Martin",
                                "eva@school.example",
                                "PUPIL",
                                List.of("0750001A"),
                                "Lycée Hugo"));
        assertThat(directory.groups(List.of("g1-" + id, "g2-" + id)))
                .containsExactlyInAnyOrder(
                        new Group("g1-" + id, "Classe un", 1, 1, "Lycée Hugo"),
                        new Group("g2-" + id, "Club", 0, 0, null));
    }

    @Test
    void a_line_that_is_no_person_stops_the_start() {
        assertThatThrownBy(() -> read("eva,Éva")).hasMessageContaining("2 columns");
    }

    private void read(String line) throws IOException {
        var csv = folder.resolve("directory.csv");
        Files.writeString(csv, COLUMNS + line + "\n\n");
        file.read(csv);
    }
}
