package webconference.room.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.time.Duration;
import javax.net.ssl.X509TrustManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Makes connections to the LDAP directory. None goes unencrypted, and none to a server whose
/// certificate is not for that name and by an authority that counts.
@Component
@ConditionalOnProperty("directory.ldap.url")
class LdapConnector {

    private final LdapProperties properties;

    LdapConnector(LdapProperties properties) {
        this.properties = properties;
    }

    /// @throws LdapFailure if it cannot be reached, or not trusted, or does not let us in
    LDAPConnection connect() {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(millis(properties.timeout()));
        options.setResponseTimeoutMillis(properties.timeout().toMillis());
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        try {
            var tls = new SSLUtil(trusted());
            return properties.isSecureFromTheStart()
                    ? letIn(
                            new LDAPConnection(
                                    tls.createSSLSocketFactory(),
                                    options,
                                    properties.url().getHost(),
                                    properties.port()))
                    : letIn(secured(options, tls));
        } catch (LDAPException | GeneralSecurityException e) {
            throw new LdapFailure("no way into " + properties.url(), e);
        }
    }

    private LDAPConnection secured(LDAPConnectionOptions options, SSLUtil tls)
            throws LDAPException, GeneralSecurityException {
        var connection = new LDAPConnection(options, properties.url().getHost(), properties.port());
        try {
            var answer =
                    connection.processExtendedOperation(
                            new StartTLSExtendedRequest(tls.createSSLContext()));
            if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
                throw new LDAPException(answer);
            }
            return connection;
        } catch (LDAPException | GeneralSecurityException e) {
            connection.close();
            throw e;
        }
    }

    private LDAPConnection letIn(LDAPConnection connection) throws LDAPException {
        try {
            if (!properties.user().isEmpty()) {
                connection.bind(properties.user(), properties.password());
            }
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private X509TrustManager trusted() throws KeyStoreException {
        var file = properties.trust();
        return file == null
                ? JVMDefaultTrustManager.getInstance()
                : new PEMFileTrustManager(file.toFile());
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
