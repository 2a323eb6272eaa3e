package webconference.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/// Of somebody whose traces are to go, nothing is left here.
@WholeService
class PersonErasedTest {

    @Autowired JdbcClient jdbc;
    @Autowired KafkaTemplate<String, byte[]> kafka;

    @Test
    void P30_nobody_is_told_to_be_in_a_meeting_whose_traces_are_to_go() {
        var opening = UUID.randomUUID();
        var person = "person-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into meeting (opening, room, name, waiting_room, status, present_at,
                            told_people, told_moderators, revision, version)
                        values (?, ?, 'Physique', false, 'ENDED', now(), 0, 0, 1, 0)
                        """)
                .params(opening, UUID.randomUUID())
                .update();
        for (var there : new String[] {person, "bruno"}) {
            jdbc.sql("insert into presence values (?, ?, true, 1)").params(opening, there).update();
        }
        jdbc.sql("insert into used_pass values (?, now(), ?, ?, now())")
                .params(UUID.randomUUID(), opening, person)
                .update();
        erased(person);
        await().until(() -> count("select count(*) from presence where person = ?", person) == 0);
        assertThat(count("select count(*) from presence where opening = ?", opening)).isOne();
        assertThat(count("select count(*) from used_pass where person = ?", person)).isZero();
        assertThat(count("select count(*) from used_pass where opening = ?", opening)).isOne();
    }

    private void erased(String person) {
        var erasure = UUID.randomUUID().toString();
        var event =
                """
                {"erasure":"%s","revision":1,"at":"2026-03-01T12:00:00Z","person":"%s"}
                """
                        .formatted(erasure, person);
        var said = new ProducerRecord<>("people.v1", erasure, event.getBytes(UTF_8));
        said.headers().add("ce_type", "PersonErased".getBytes(UTF_8));
        kafka.send(said).join();
        kafka.send(said).join(); // a resend
    }

    private int count(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Integer.class).single();
    }
}
