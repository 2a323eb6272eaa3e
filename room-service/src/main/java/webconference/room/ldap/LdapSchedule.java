package webconference.room.ldap;

import static com.github.kagkarlsson.scheduler.task.helper.Tasks.recurring;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.room.directory.DirectoryReader;
import webconference.room.directory.Source;

/// Reads the directory at the first start, and then again and again: by one instance at a time, and
/// by another when that one dies.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("directory.ldap.url")
class LdapSchedule {

    static final TaskDescriptor<Void> READ = TaskDescriptor.of("read-directory");

    @Bean
    RecurringTask<Void> readDirectory(
            DirectoryReader reader, LdapDirectory directory, LdapProperties properties) {
        return recurring(READ, FixedDelay.of(properties.every()))
                .execute((_, _) -> reader.read(Source.LDAP, directory::tell));
    }
}
