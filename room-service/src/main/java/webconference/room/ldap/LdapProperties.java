package webconference.room.ldap;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How to read the LDAP directory, and what its attributes mean.
///
/// @param url `ldaps://host:636`, or `ldap://host:389` where the connection is made secure
///   (StartTLS) before anything is said
/// @param user DN that may read; empty: anybody may
/// @param password of that user
/// @param trust PEM file of the authorities whose certificates count; none: those of the JVM
/// @param every how long after one reading the next begins
/// @param timeout how long connecting, and each page, may take
/// @param page how many entries are asked for at once
@Validated
@ConditionalOnProperty("directory.ldap.url")
@ConfigurationProperties("directory.ldap")
record LdapProperties(
        @NotNull URI url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @Nullable Path trust,
        @DefaultValue("15m") Duration every,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("500") @Min(1) @Max(5000) int page,
        @NotNull People people,
        @DefaultValue Groups groups,
        @DefaultValue Schools schools) {

    private static final int LDAP = 389;
    private static final int LDAPS = 636;

    LdapProperties {
        if (!url.toString().matches("ldaps?://[^/]+/?") || url.getHost() == null) {
            throw new IllegalArgumentException("directory.ldap.url must be ldaps://host:port");
        }
    }

    /// Where people are. Who is disabled must not match the filter: who does not match is gone.
    ///
    /// @param id what the identity provider names them by (the `sub` of their tokens)
    /// @param profile tells what they are, in the words of [Profiles]
    /// @param establishment codes of their schools, or DNs of schools
    record People(
            @NotBlank String base,
            @DefaultValue("(objectClass=inetOrgPerson)") String filter,
            @DefaultValue("uid") String id,
            @DefaultValue("cn") String name,
            @DefaultValue("mail") String email,
            @DefaultValue("employeeType") String profile,
            @DefaultValue Profiles profiles,
            @DefaultValue("departmentNumber") String establishment) {}

    /// Values that make somebody one of these; who has none of them has no profile.
    record Profiles(
            @DefaultValue({"TEACHER", "National_ENS"}) List<String> teacher,
            @DefaultValue({"PUPIL", "National_ELV"}) List<String> pupil,
            @DefaultValue({"STAFF", "National_DIR", "National_DOC", "National_EVS"})
                    List<String> staff) {

        String of(List<String> values) {
            if (values.stream().anyMatch(teacher::contains)) {
                return "TEACHER";
            }
            if (values.stream().anyMatch(staff::contains)) {
                return "STAFF";
            }
            return values.stream().anyMatch(pupil::contains) ? "PUPIL" : "";
        }
    }

    /// Where groups are.
    ///
    /// @param base empty: no groups are read
    /// @param id an attribute that no two groups share, or `dn`
    /// @param member attributes that hold ids or DNs of people
    record Groups(
            @DefaultValue("") String base,
            @DefaultValue(
                            "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)"
                                    + "(objectClass=posixGroup))")
                    String filter,
            @DefaultValue("cn") String id,
            @DefaultValue("cn") String name,
            @DefaultValue({"member", "uniqueMember", "memberUid"}) List<String> member) {}

    /// Where schools are.
    ///
    /// @param base empty: schools have no names but their codes
    record Schools(
            @DefaultValue("") String base,
            @DefaultValue("(objectClass=organization)") String filter,
            @DefaultValue("businessCategory") String code,
            @DefaultValue("o") String name) {}

    boolean isSecureFromTheStart() {
        return "ldaps".equals(url.getScheme());
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isSecureFromTheStart() ? LDAPS : LDAP;
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "LdapProperties[url=%s, user=%s, every=%s]".formatted(url, user, every);
    }
}
