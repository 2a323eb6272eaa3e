package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LampsTest
class InboxTest {

    @Autowired Inbox inbox;
    @Autowired JdbcClient jdbc;

    @Test
    void forgets_what_was_handled_long_ago_and_nothing_else() {
        marks("old", 2_500, 31);
        marks("young", 10, 29);
        inbox.forgetOlderThan(Duration.ofDays(30));
        assertThat(count("old")).isZero();
        assertThat(count("young")).isEqualTo(10);
    }

    private void marks(String topic, int count, int daysAgo) {
        jdbc.sql(
                        """
                        insert into inbox (topic, aggregate, revision, handled_at)
                        select ?, gen_random_uuid(), i, now() - make_interval(days => ?)
                        from generate_series(1, ?) i
                        """)
                .params(topic, daysAgo, count)
                .update();
    }

    private long count(String topic) {
        return jdbc.sql("select count(*) from inbox where topic = ?")
                .param(topic)
                .query(Long.class)
                .single();
    }
}
