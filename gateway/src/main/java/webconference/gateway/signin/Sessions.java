package webconference.gateway.signin;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionOperations;
import webconference.gateway.Portal;

/// Sessions in PostgreSQL, for any number of instances.
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession
class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /// Each request says anew when its session was used last. Written down is what is half a minute
    /// newer than what stands there, so that most requests write nothing.
    private static final String UPDATE =
            """
            update %TABLE_NAME% s set
                session_id = n.session_id, last_access_time = n.used, max_inactive_interval = n.idle,
                expiry_time = n.expiry, principal_name = n.principal
            from (select cast(? as text), cast(? as bigint), cast(? as int), cast(? as bigint),
                    cast(? as text), cast(? as char(36)))
                as n (session_id, used, idle, expiry, principal, id)
            where s.primary_id = n.id and (s.last_access_time < n.used - 30000
                or s.session_id <> n.session_id or s.max_inactive_interval <> n.idle
                or s.principal_name is distinct from n.principal)
            """;

    /// Two first calls of one session may both write the same attribute: the second one updates.
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer attributesAreUpserted() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> idleTime(
            SignInProperties properties) {
        return sessions -> {
            sessions.setDefaultMaxInactiveInterval(properties.idle());
            sessions.setUpdateSessionQuery(UPDATE);
        };
    }

    /// A session is read by one statement, and written by few that may each stand alone: its new id
    /// first, then what it holds. A failure in between leaves a session whose cookie nobody has.
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }

    @Bean
    CookieSerializer sessionCookie(Portal portal) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(portal.isSecure() ? "__Host-SESSION" : "SESSION");
        cookie.setUseSecureCookie(portal.isSecure());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }

    /// Sessions are Java-serialised, and an upgrade may make the old ones unreadable: then the
    /// person is signed out, which is one redirect, rather than shown an error for ever.
    @Bean
    ConversionService springSessionConversionService() {
        var reading = new DeserializingConverter(Sessions.class.getClassLoader());
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new Forgiving(reading));
        return conversion;
    }

    private record Forgiving(DeserializingConverter reading)
            implements Converter<byte[], @Nullable Object> {

        @Override
        public @Nullable Object convert(byte[] bytes) {
            try {
                return reading.convert(bytes);
            } catch (SerializationFailedException e) {
                log.info("A part of a session cannot be read; treated as absent", e);
                return null;
            }
        }
    }
}
