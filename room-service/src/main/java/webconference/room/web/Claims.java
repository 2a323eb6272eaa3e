package webconference.room.web;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.ErrorResponseException;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.directory.Person;

/// What a token tells of whom it was given to.
record Claims(Jwt token) {

    User user(Rights rights) {
        var profile = profile();
        return new User(
                new UserId(subject()),
                name(),
                Set.copyOf(list("groups")),
                Collections.unmodifiableSet(new LinkedHashSet<>(list("establishments"))),
                rights.mayCreate(profile),
                rights.mayStream(profile),
                isAdmin(),
                Set.copyOf(list("referent_of")));
    }

    /// Whether the portal is open to them; always to who looks after the platform.
    boolean mayView(Rights rights) {
        return isAdmin() || rights.mayView(profile());
    }

    Person person() {
        return new Person(
                subject(),
                name(),
                token.getClaimAsString("email"),
                profile(),
                list("establishments"),
                null);
    }

    /// When they signed in, as far as the token tells.
    @Nullable Instant at() {
        return token.getIssuedAt();
    }

    /// The groups by their ids, their names being unknown; null: the token tells nothing of groups.
    @Nullable Map<String, String> groups() {
        return token.hasClaim("groups")
                ? list("groups").stream().distinct().collect(toMap(g -> g, g -> g))
                : null;
    }

    private boolean isAdmin() {
        return list("roles").contains("ADMIN");
    }

    private String subject() {
        var subject = token.getSubject();
        if (subject == null) {
            throw new ErrorResponseException(HttpStatus.UNAUTHORIZED); // a token of nobody
        }
        return subject;
    }

    private String name() {
        var name = token.getClaimAsString("name");
        return name == null ? subject() : name;
    }

    private @Nullable String profile() {
        return token.getClaimAsString("profile");
    }

    private List<String> list(String claim) {
        var list = token.getClaimAsStringList(claim);
        return list == null ? List.of() : list;
    }
}
