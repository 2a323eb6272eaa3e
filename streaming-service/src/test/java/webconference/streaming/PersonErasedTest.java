package webconference.streaming;

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
@StreamingServiceTest
class PersonErasedTest {

    @Autowired JdbcClient jdbc;
    @Autowired KafkaTemplate<String, byte[]> kafka;

    @Test
    void P30_a_run_does_not_tell_any_more_who_stopped_it() {
        var opening = UUID.randomUUID();
        var person = "person-" + UUID.randomUUID();
        var run = UUID.randomUUID();
        jdbc.sql("insert into meeting (opening, room, over) values (?, ?, true)")
                .params(opening, UUID.randomUUID())
                .update();
        jdbc.sql(
                        """
                        insert into stream_run (id, room, opening, url, sealed_key, on_stop, state,
                            wanted, revision, lease, admitted, requested_at, since, reason, by, version)
                        values (?, ?, ?, 'rtmp://tube.example.org/live', 'sealed', 'PAUSE', 'ENDED',
                            'LIVE', 3, 0, false, now(), now(), 'STOPPED_BY_USER', ?, 0)
                        """)
                .params(run, UUID.randomUUID(), opening, person)
                .update();
        erased(person);
        await().until(() -> count("select count(*) from stream_run where by = ?", person) == 0);
        assertThat(count("select count(*) from stream_run where id = ?", run)).isOne();
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
