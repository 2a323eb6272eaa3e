package webconference.room.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.OID;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;

/// A real LDAP server in this process: over TLS from the start and by StartTLS, and it lets nobody
/// read who has not said who they are.
class LdapServer implements AutoCloseable {

    static final String USER = "cn=reader";
    static final String PASSWORD = "a-password-of-the-tests";

    private static final OID SUBJECT_NAMES = new OID("2.5.29.17");
    private static final byte DNS_NAME = (byte) 0x82;
    private static final char[] OF_THE_KEY = "changeit".toCharArray();

    private final InMemoryDirectoryServer server;
    private final Path certificate;
    private final List<String> searches = new CopyOnWriteArrayList<>();
    private volatile int failsAtSearch = Integer.MAX_VALUE;

    /// @param name whom the server's certificate is for
    LdapServer(Path folder, String name) {
        try {
            var now = System.currentTimeMillis();
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var issued =
                    X509Certificate.generateSelfSignedCertificate(
                            SignatureAlgorithmIdentifier.SHA_256_WITH_RSA,
                            pair,
                            new DN("cn=" + name),
                            now - Duration.ofHours(1).toMillis(),
                            now + Duration.ofHours(1).toMillis(),
                            new X509CertificateExtension(SUBJECT_NAMES, false, dnsName(name)));
            certificate = folder.resolve(name + ".pem");
            Files.write(certificate, issued.toPEM());
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, OF_THE_KEY);
            keys.setKeyEntry(
                    "server",
                    pair.getPrivate(),
                    OF_THE_KEY,
                    new Certificate[] {issued.toCertificate()});
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, OF_THE_KEY);
            var tls = new SSLUtil(managers.getKeyManagers(), null);
            var config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
            config.setSchema(null);
            config.addAdditionalBindCredentials(USER, PASSWORD);
            config.setAuthenticationRequiredOperationTypes(
                    OperationType.SEARCH, OperationType.COMPARE);
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPSConfig(
                            "ldaps",
                            InetAddress.getLoopbackAddress(),
                            0,
                            tls.createSSLServerSocketFactory(),
                            null),
                    InMemoryListenerConfig.createLDAPConfig(
                            "ldap",
                            InetAddress.getLoopbackAddress(),
                            0,
                            tls.createSSLSocketFactory()));
            config.addInMemoryOperationInterceptor(new Watch());
            server = new InMemoryDirectoryServer(config);
            server.startListening();
            add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
            for (var unit : List.of("schools", "people", "groups")) {
                add(
                        "dn: ou=%s,dc=example,dc=org".formatted(unit),
                        "objectClass: organizationalUnit",
                        "ou: " + unit);
            }
        } catch (LDAPException | CertException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] dnsName(String name) {
        return new ASN1Sequence(new ASN1OctetString(DNS_NAME, name)).encode();
    }

    private class Watch extends InMemoryOperationInterceptor {

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest search)
                throws LDAPException {
            searches.add(search.getRequest().getBaseDN());
            if (searches.size() >= failsAtSearch) {
                throw new LDAPException(ResultCode.UNAVAILABLE, "it is out of order");
            }
        }
    }

    void add(String... lines) {
        try {
            server.add(lines);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    void change(String... lines) {
        try {
            server.modify(lines);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    void addSchool(String code, String name) {
        add(
                "dn: businessCategory=%s,ou=schools,dc=example,dc=org".formatted(code),
                "objectClass: organization",
                "businessCategory: " + code,
                "o: " + name);
    }

    void addPerson(String id, String name, String profile, String school) {
        add(
                "dn: uid=%s,ou=people,dc=example,dc=org".formatted(id),
                "objectClass: inetOrgPerson",
                "uid: " + id,
                "cn: " + name,
                "mail: %s@school.example".formatted(id),
                "employeeType: " + profile,
                "departmentNumber: businessCategory=%s, OU=schools,dc=example,dc=org"
                        .formatted(school));
    }

    void addGroup(String id, String name, String... members) {
        var lines =
                new ArrayList<>(
                        List.of(
                                "dn: cn=%s,ou=groups,dc=example,dc=org".formatted(id),
                                "objectClass: groupOfNames",
                                "cn: " + id,
                                "description: " + name));
        for (var member : members) {
            lines.add("member: UID=%s,ou=People,dc=example,dc=org".formatted(member));
        }
        add(lines.toArray(String[]::new));
    }

    void delete(String dn) {
        try {
            server.delete(dn);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The bases of the searches it was asked since that was last asked.
    List<String> searches() {
        var all = List.copyOf(searches);
        searches.clear();
        return all;
    }

    /// From the n-th search on, counted from now, it answers that it is out of order.
    void failAtSearch(int n) {
        searches.clear();
        failsAtSearch = n;
    }

    URI secure() {
        return URI.create("ldaps://localhost:" + server.getListenPort("ldaps"));
    }

    URI startTls() {
        return URI.create("ldap://localhost:" + server.getListenPort("ldap"));
    }

    /// The authority of its certificate.
    Path certificate() {
        return certificate;
    }

    void stop() {
        server.shutDown(true);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
