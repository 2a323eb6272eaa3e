package webconference.local.signin;

import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The running sign-in.
public final class SignIn implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private SignIn(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static SignIn start(SignInProperties properties) {
        return new SignIn(
                new SpringApplicationBuilder(SignInApplication.class)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .initializers(knowing(properties))
                        // As arguments, so that no variable meant for a service wins over them.
                        .run(
                                "--server.port=" + properties.port(),
                                "--server.address=127.0.0.1",
                                // Cookies know no ports: the portal has its own name for it.
                                "--server.servlet.session.cookie.name=IDP_SESSION",
                                "--spring.application.name=sign-in",
                                "--spring.web.locale=fr",
                                // The mailbox shares this log, and would say who gets mail.
                                "--logging.level.com.icegreen=warn",
                                "--spring.threads.virtual.enabled=true"));
    }

    private static ApplicationContextInitializer<GenericApplicationContext> knowing(
            SignInProperties properties) {
        return context -> context.registerBean(SignInProperties.class, () -> properties);
    }

    /// How another part wants to know a person.
    public interface Acquaintance<T> {
        T with(String id, String name, String address);
    }

    /// Everybody who can sign in.
    public static <T> List<T> people(Acquaintance<T> acquaintance) {
        return new People()
                .all().stream()
                        .map(one -> acquaintance.with(one.id(), one.name(), one.email()))
                        .toList();
    }

    /// Where it really listens.
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
