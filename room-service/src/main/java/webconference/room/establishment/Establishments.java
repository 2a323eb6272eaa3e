package webconference.room.establishment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import webconference.room.EstablishmentRules;
import webconference.room.Rules;

/// The establishments and what was set for them.
@Service
@Transactional
public class Establishments implements EstablishmentRules {

    private final JdbcClient jdbc;
    private final DefaultRules defaults;

    Establishments(JdbcClient jdbc, DefaultRules defaults) {
        this.jdbc = jdbc;
        this.defaults = defaults;
    }

    @Override
    public Rules rulesOf(@Nullable String establishment) {
        if (establishment == null) {
            return defaults.rules();
        }
        return jdbc.sql("select * from establishment_rules where establishment = ?")
                .param(establishment)
                .query(Establishments::rules)
                .optional()
                .orElseGet(defaults::rules);
    }

    private static Rules rules(ResultSet row, int number) throws SQLException {
        return new Rules(
                row.getBoolean("public_links"),
                row.getBoolean("external_invitations"),
                row.getObject("open_rooms", Integer.class),
                List.of((String[]) row.getArray("stream_hosts").getArray()));
    }
}
