package webconference.gateway.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who renews the token of which session: one at a time among all instances. A row with an end
/// rather than a lock, because no connection may be held while the provider is asked.
@Component
class Renewals {

    /// Longer than a call to the provider may take; only an instance that died lets it run out.
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    Renewals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @return whether it is our turn
    boolean begin(String session) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql(
                                """
                                insert into token_renewal (session_id, taken_until)
                                values (:session, :until)
                                on conflict (session_id) do update set taken_until = excluded.taken_until
                                where token_renewal.taken_until < :now
                                """)
                        .param("session", session)
                        .param("until", now.plus(AT_MOST))
                        .param("now", now)
                        .update()
                == 1;
    }

    void end(String session) {
        jdbc.sql("delete from token_renewal where session_id = ?").param(session).update();
    }
}
