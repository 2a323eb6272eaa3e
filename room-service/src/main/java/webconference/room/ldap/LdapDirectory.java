package webconference.room.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import webconference.room.directory.Establishment;
import webconference.room.directory.Reading;
import webconference.room.directory.Reading.ToldGroup;
import webconference.room.directory.Reading.ToldMember;
import webconference.room.directory.Reading.ToldPerson;

/// Reads the LDAP directory page by page, and says what its entries mean.
@Component
@ConditionalOnProperty("directory.ldap.url")
class LdapDirectory {

    private static final Logger log = LoggerFactory.getLogger(LdapDirectory.class);
    private static final String DN_ITSELF = "dn";

    private final LdapProperties properties;
    private final LdapConnector connector;

    LdapDirectory(LdapProperties properties, LdapConnector connector) {
        this.properties = properties;
        this.connector = connector;
    }

    /// Tells everything: schools first, since people may name them by their DNs.
    ///
    /// @throws LdapFailure if it could not be read to its end
    void tell(Reading reading) {
        try (var connection = connector.connect()) {
            var schools = new HashMap<String, String>();
            tellSchools(connection, reading, schools);
            tellPeople(connection, reading, schools);
            tellGroups(connection, reading);
        } catch (LDAPException e) {
            throw new LdapFailure("could not be read to its end", e);
        }
    }

    private void tellSchools(
            LDAPConnection connection, Reading reading, Map<String, String> schools)
            throws LDAPException {
        var mapping = properties.schools();
        if (mapping.base().isEmpty()) {
            return;
        }
        pages(
                connection,
                mapping.base(),
                mapping.filter(),
                Set.of(mapping.code(), mapping.name()),
                entries -> {
                    var told = new ArrayList<Establishment>();
                    for (var entry : entries) {
                        var code = value(entry, mapping.code());
                        var name = value(entry, mapping.name());
                        if (code != null && name != null) {
                            schools.put(normal(entry.getDN()), code);
                            told.add(new Establishment(code, name));
                        }
                    }
                    reading.establishments(told);
                });
    }

    private void tellPeople(LDAPConnection connection, Reading reading, Map<String, String> schools)
            throws LDAPException {
        var mapping = properties.people();
        var nameless = new int[1];
        pages(
                connection,
                mapping.base(),
                mapping.filter(),
                Set.of(
                        mapping.id(),
                        mapping.name(),
                        mapping.email(),
                        mapping.profile(),
                        mapping.establishment()),
                entries -> {
                    var told = new ArrayList<ToldPerson>();
                    for (var entry : entries) {
                        var person = person(entry, schools);
                        if (person == null) {
                            nameless[0]++;
                        } else {
                            told.add(person);
                        }
                    }
                    reading.people(told);
                });
        if (nameless[0] > 0) {
            log.warn(
                    "{} people without {} or {} were left out",
                    nameless[0],
                    mapping.id(),
                    mapping.name());
        }
    }

    private @Nullable ToldPerson person(SearchResultEntry entry, Map<String, String> schools) {
        var mapping = properties.people();
        var id = value(entry, mapping.id());
        var name = value(entry, mapping.name());
        if (id == null || name == null) {
            return null;
        }
        var email = value(entry, mapping.email());
        return new ToldPerson(
                id,
                normal(entry.getDN()),
                name,
                email == null ? "" : email,
                mapping.profiles().of(values(entry, mapping.profile())),
                values(entry, mapping.establishment()).stream()
                        .map(school -> schools.getOrDefault(normal(school), school))
                        .distinct()
                        .toList());
    }

    private void tellGroups(LDAPConnection connection, Reading reading) throws LDAPException {
        var mapping = properties.groups();
        if (mapping.base().isEmpty()) {
            return;
        }
        var attributes = new HashSet<>(mapping.member());
        attributes.add(mapping.id());
        attributes.add(mapping.name());
        pages(
                connection,
                mapping.base(),
                mapping.filter(),
                attributes,
                entries -> {
                    var groups = new ArrayList<ToldGroup>();
                    var members = new ArrayList<ToldMember>();
                    for (var entry : entries) {
                        var id = value(entry, mapping.id());
                        var name = value(entry, mapping.name());
                        if (id != null && name != null) {
                            groups.add(new ToldGroup(id, name));
                            mapping.member().stream()
                                    .flatMap(attribute -> values(entry, attribute).stream())
                                    .map(member -> new ToldMember(id, normal(member)))
                                    .forEach(members::add);
                        }
                    }
                    reading.groups(groups);
                    reading.members(members);
                });
    }

    /// Hands over page after page. A server that does not page would be cut short at its own limit,
    /// and the rest taken for gone: the control is critical, and its answer is required.
    private void pages(
            LDAPConnection connection,
            String base,
            String filter,
            Set<String> attributes,
            Consumer<List<SearchResultEntry>> page)
            throws LDAPException {
        @Nullable ASN1OctetString cookie = null;
        do {
            var request =
                    new SearchRequest(
                            base, SearchScope.SUB, filter, attributes.toArray(String[]::new));
            request.setControls(new SimplePagedResultsControl(properties.page(), cookie, true));
            var result = connection.search(request);
            page.accept(result.getSearchEntries());
            var next = SimplePagedResultsControl.get(result);
            if (next == null) {
                throw new LdapFailure("the server does not answer in pages");
            }
            cookie = next.moreResultsToReturn() ? next.getCookie() : null;
        } while (cookie != null);
    }

    private static @Nullable String value(SearchResultEntry entry, String attribute) {
        var values = values(entry, attribute);
        return values.isEmpty() ? null : values.getFirst();
    }

    private static List<String> values(SearchResultEntry entry, String attribute) {
        if (attribute.equals(DN_ITSELF)) {
            return List.of(normal(entry.getDN()));
        }
        var values = entry.getAttributeValues(attribute);
        return values == null
                ? List.of()
                : List.of(values).stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
    }

    /// A DN however it is written; anything else as it is.
    private static String normal(String value) {
        return value.indexOf('=') > 0 && DN.isValidDN(value) ? normalDn(value) : value;
    }

    private static String normalDn(String dn) {
        try {
            return DN.normalize(dn);
        } catch (LDAPException e) {
            throw new LdapFailure("no DN", e);
        }
    }
}
