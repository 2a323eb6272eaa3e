package webconference.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What establishments allow.
@WholeService
class EstablishmentRulesTest {

    private static final Rules DEFAULTS = new Rules(true, false, null, List.of());

    @Autowired EstablishmentRules rules;
    @Autowired JdbcClient jdbc;

    @Test
    void an_establishment_without_rules_has_the_platforms_as_has_a_room_without_establishment() {
        assertThat(rules.rulesOf("unheard-of")).isEqualTo(DEFAULTS);
        assertThat(rules.rulesOf(null)).isEqualTo(DEFAULTS);
    }

    @Test
    void an_establishments_own_rules_replace_all_defaults() {
        var school = "school-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into establishment_rules values
                            (?, false, true, 3, '{tube.example.org}', 1, 'sam', now())
                        """)
                .param(school)
                .update();
        assertThat(rules.rulesOf(school))
                .isEqualTo(new Rules(false, true, 3, List.of("tube.example.org")));
    }
}
