package webconference.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import webconference.gateway.Later;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// While there is maintenance, says so, and until when, instead of the portal. What belongs to
/// rooms that are open goes on: their doors, the news of them, and what the meeting servers tell.
@Configuration(proxyBeanMethods = false)
class Maintenance implements WebMvcConfigurer, HandlerInterceptor {

    /// @param until when it is expected to be over, as people there write the hour; none: there is
    ///   no maintenance
    @ConfigurationProperties("maintenance")
    record Properties(@Nullable OffsetDateTime until) {}

    private static final Duration OVERTIME = Duration.ofMinutes(1);

    private static final String[] GOES_ON = {
        "/actuator/**",
        "/assets/**",
        "/*.*",
        "/error",
        "/session",
        "/salles/*/rejoindre",
        "/api/v1/rooms/*/door",
        "/api/v1/rooms/*/door/meeting",
        "/api/v1/rooms/*/join",
        "/p/*",
        "/api/v1/guests/**",
        "/api/v1/me",
        "/api/v1/me/public-links/**",
        "/api/v1/entry",
        "/api/v1/events",
        "/api/v1/bbb/events"
    };

    private final Properties properties;
    private final ProblemAnswer answers;
    private final Clock clock;

    Maintenance(Properties properties, ProblemAnswer answers, Clock clock) {
        this.properties = properties;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (properties.until() != null) {
            registry.addInterceptor(this).excludePathPatterns(GOES_ON);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest asked, HttpServletResponse answer, Object handler)
            throws IOException {
        answers.write(Problem.MAINTENANCE, later(), asked, answer);
        return false;
    }

    /// An hour that has passed is promised to nobody; it is not over before somebody says so.
    private Later later() {
        var until = properties.until();
        var wait =
                until == null
                        ? Duration.ZERO
                        : Duration.between(clock.instant(), until.toInstant());
        return wait.isPositive() ? new Later(wait, until) : Later.in(OVERTIME);
    }
}
