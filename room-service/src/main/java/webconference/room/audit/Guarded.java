package webconference.room.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether the service's own role is kept from the audit's guard. It is where another role migrates
/// and owns the tables; who owns a table can take its triggers away.
@Component
class Guarded {

    private static final Logger log = LoggerFactory.getLogger(Guarded.class);

    private final JdbcClient jdbc;

    Guarded(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("audit.guarded", this, guarded -> guarded.isSo() ? 1 : 0)
                .description("Whether the service's own role cannot take the audit's guard away")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begins() {
        if (!isSo()) {
            log.warn(
                    "The service's own database role owns the audit and could alter it; let another"
                            + " one migrate (SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD)");
        }
    }

    private boolean isSo() {
        return jdbc.sql(
                        """
                        select not pg_has_role(relowner, 'usage') from pg_class
                        where oid = cast('audit' as regclass)
                        """)
                .query(Boolean.class)
                .single();
    }
}
