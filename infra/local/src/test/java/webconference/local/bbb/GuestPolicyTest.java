package webconference.local.bbb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestPolicyTest {

    @ParameterizedTest(name = "{0}: {1} guest={2} auth={3} → {4}")
    @CsvSource({
        "ALWAYS_ACCEPT,      MODERATOR, true,  ,      IN",
        "ALWAYS_ACCEPT,      VIEWER,    ,      ,      IN",
        "ALWAYS_ACCEPT,      VIEWER,    false, ,      IN",
        "ALWAYS_ACCEPT,      VIEWER,    true,  ,      IN",
        "ALWAYS_ACCEPT,      VIEWER,    ,      false, IN",
        "ASK_MODERATOR,      MODERATOR, true,  ,      IN",
        "ASK_MODERATOR,      VIEWER,    ,      ,      WAITS",
        "ASK_MODERATOR,      VIEWER,    false, ,      IN",
        "ASK_MODERATOR,      VIEWER,    true,  ,      WAITS",
        "ASK_MODERATOR,      VIEWER,    ,      false, WAITS",
        "ALWAYS_ACCEPT_AUTH, MODERATOR, true,  ,      IN",
        "ALWAYS_ACCEPT_AUTH, VIEWER,    ,      ,      IN",
        "ALWAYS_ACCEPT_AUTH, VIEWER,    false, ,      IN",
        "ALWAYS_ACCEPT_AUTH, VIEWER,    true,  ,      WAITS",
        "ALWAYS_ACCEPT_AUTH, VIEWER,    ,      false, WAITS",
        "ALWAYS_DENY,        MODERATOR, true,  ,      IN",
        "ALWAYS_DENY,        VIEWER,    ,      ,      DENIED",
        "ALWAYS_DENY,        VIEWER,    false, ,      IN",
        "ALWAYS_DENY,        VIEWER,    true,  ,      DENIED",
        "ALWAYS_DENY,        VIEWER,    ,      false, DENIED"
    })
    void S54_S58_on_a_default_server_role_and_account_decide(
            GuestPolicy policy,
            Role role,
            @Nullable Boolean guest,
            @Nullable Boolean auth,
            GuestPolicy.Verdict verdict) {
        assertThat(policy.on(arrival(role, guest, auth), true)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}: {1} guest={2} → {3}")
    @CsvSource({
        "ALWAYS_ACCEPT,      VIEWER,    true,  IN",
        "ALWAYS_ACCEPT_AUTH, VIEWER,    true,  IN",
        "ASK_MODERATOR,      VIEWER,    true,  WAITS",
        "ASK_MODERATOR,      MODERATOR, true,  WAITS",
        "ASK_MODERATOR,      VIEWER,    ,      IN",
        "ASK_MODERATOR,      VIEWER,    false, IN",
        "ALWAYS_DENY,        VIEWER,    true,  DENIED",
        "ALWAYS_DENY,        VIEWER,    ,      IN"
    })
    void where_accounts_are_not_asked_for_only_the_guest_flag_decides(
            GuestPolicy policy, Role role, @Nullable Boolean guest, GuestPolicy.Verdict verdict) {
        var arrival = arrival(role, guest, null);
        assertThat(policy.on(arrival, false)).isEqualTo(verdict);
    }

    private static GuestPolicy.Arrival arrival(
            Role role, @Nullable Boolean guest, @Nullable Boolean auth) {
        return new GuestPolicy.Arrival(role, Optional.ofNullable(guest), Optional.ofNullable(auth));
    }
}
