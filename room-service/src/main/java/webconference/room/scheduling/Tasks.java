package webconference.room.scheduling;

import static com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.room.audit.Chain;
import webconference.room.privacy.Retention;

/// What is done again and again. Each is one row in the database: of all instances one is at it,
/// and another takes over when that one dies.
@Configuration(proxyBeanMethods = false)
class Tasks {

    static final TaskDescriptor<Void> SEAL = TaskDescriptor.of("seal-audit");
    static final TaskDescriptor<Void> VERIFY = TaskDescriptor.of("verify-audit");
    static final TaskDescriptor<Void> FORGET = TaskDescriptor.of("forget");

    /// When it is done.
    ///
    /// @param sealEvery how long a line of the audit waits for its seal at most
    /// @param at the time of day for what is done once a day
    /// @param zone the place whose time that is
    @ConfigurationProperties("daily")
    record Properties(
            @DefaultValue("5s") Duration sealEvery,
            @DefaultValue("03:30") LocalTime at,
            @DefaultValue("Europe/Paris") ZoneId zone) {}

    @Bean
    Task<Void> sealAudit(Chain chain, Properties properties) {
        return recurring(SEAL, FixedDelay.of(properties.sealEvery()))
                .execute((_, _) -> {
                    var more = chain.seal();
                    while (more) {
                        more = chain.seal();
                    }
                });
    }

    @Bean
    Task<Void> verifyAudit(Chain chain, Properties properties) {
        return recurring(VERIFY, new Daily(properties.zone(), properties.at()))
                .execute((_, _) -> chain.verify());
    }

    @Bean
    Task<Void> forget(Retention retention, Properties properties) {
        return recurring(FORGET, new Daily(properties.zone(), properties.at().plusMinutes(30)))
                .execute((_, _) -> retention.forget());
    }
}
