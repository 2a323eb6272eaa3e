package webconference.room.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.jwt.Jwt;

/// What a platform may set for each profile, apart from what it is delivered with.
class ProfileRightsTest {

    private static final Rights TEACHERS_STREAM_PUPILS_CREATE =
            new Rights(Set.of(), Set.of("TEACHER", "PUPIL"), Set.of("TEACHER"));
    private static final Rights FOR_TEACHERS =
            new Rights(Set.of("TEACHER"), Set.of("TEACHER"), Set.of("TEACHER"));

    @ParameterizedTest
    @CsvSource({
        "TEACHER, true,  true",
        "PUPIL,   true,  false",
        "STAFF,   false, false",
        ",        false, false",
    })
    void O12_rooms_and_broadcasts_are_for_the_profiles_that_the_platform_names(
            String profile, boolean creates, boolean streams) {
        var user = new Claims(token(profile, List.of())).user(TEACHERS_STREAM_PUPILS_CREATE);
        assertThat(user.mayCreate()).isEqualTo(creates);
        assertThat(user.mayStream()).isEqualTo(streams);
    }

    @ParameterizedTest
    @CsvSource({
        "TEACHER, ,      true",
        "PUPIL,   ,      false",
        ",        ,      false",
        "STAFF,   ADMIN, true",
    })
    void O12_the_portal_may_be_open_to_some_profiles_only(
            String profile, String role, boolean mayView) {
        var roles = role == null ? List.<String>of() : List.of(role);
        assertThat(new Claims(token(profile, roles)).mayView(FOR_TEACHERS)).isEqualTo(mayView);
        assertThat(new Claims(token(profile, roles)).mayView(TEACHERS_STREAM_PUPILS_CREATE))
                .isTrue();
    }

    private static Jwt token(String profile, List<String> roles) {
        var claims = new HashMap<String, Object>(Map.of("sub", "zoe", "roles", roles));
        if (profile != null) {
            claims.put("profile", profile);
        }
        return new Jwt(
                "t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Map.of("alg", "none"), claims);
    }
}
