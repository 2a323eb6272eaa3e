package webconference.gateway.signin;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Which of our sessions began with which of the identity provider's, so that whoever signs out
/// there, or is shut out there, is signed out here: at once, in every instance.
@Component
class SignOuts implements OidcSessionRegistry {

    private final JdbcClient jdbc;
    private final SignInProperties properties;
    private final Clock clock;

    SignOuts(JdbcClient jdbc, SignInProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /// Remembers a sign-in for as long as its session may last, and forgets those that cannot any
    /// more.
    void signedIn(String session, OidcUser person) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from sign_ins where ends_at < ?").param(now).update();
        jdbc.sql(
                        """
                        insert into sign_ins (session_id, subject, provider_session, ends_at)
                        values (?, ?, ?, ?)
                        """)
                .param(session)
                .param(person.getSubject())
                .param(3, person.getIdToken().getClaimAsString("sid"), Types.VARCHAR)
                .param(now.plus(properties.atMost()))
                .update();
    }

    /// Nothing: the framework would tell of it before the session has got its final id.
    @Override
    public void saveSessionInformation(OidcSessionInformation session) {}

    /// @return nothing, which its callers expect of a session that was never told of
    @Override
    @SuppressWarnings("NullAway")
    public @Nullable OidcSessionInformation removeSessionInformation(String session) {
        jdbc.sql("delete from sign_ins where session_id = ?").param(session).update();
        return null;
    }

    /// Ends the sessions that the provider says are over: the one it names, or if it names none,
    /// all of the person's.
    ///
    /// @return none, for nothing is left to be done with them
    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken over) {
        jdbc.sql(
                        """
                        with over as (
                            delete from sign_ins
                            where provider_session = :there
                                or subject = :person and (:there is null or provider_session is null)
                            returning session_id)
                        delete from spring_session s using over where s.session_id = over.session_id
                        """)
                .param("there", over.getSessionId(), Types.VARCHAR)
                .param("person", over.getSubject(), Types.VARCHAR)
                .update();
        return List.of();
    }
}
