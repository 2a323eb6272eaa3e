package webconference.local.signin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/// What tokens say of a person; every service reads the same claims.
record PersonClaims(Map<String, Object> claims) {

    static PersonClaims of(Person person) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("name", person.name());
        claims.put("email", person.email());
        claims.put("preferred_username", person.id());
        claims.put("groups", new ArrayList<>(person.groups()));
        claims.put("establishments", new ArrayList<>(List.of(person.establishment())));
        claims.put("profile", person.profile());
        claims.put("roles", new ArrayList<>(person.roles()));
        claims.put("referent_of", new ArrayList<>(person.referentOf()));
        return new PersonClaims(claims);
    }

    void addTo(JwtClaimsSet.Builder token) {
        claims.forEach(token::claim);
    }
}
