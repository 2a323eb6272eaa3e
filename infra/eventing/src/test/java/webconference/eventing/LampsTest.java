package webconference.eventing;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/// A test within [LampsApplication] on a real PostgreSQL and Kafka, which all such tests share.
@Retention(RUNTIME)
@Target(TYPE)
@SpringBootTest(
        classes = LampsApplication.class,
        properties = {
            "spring.application.name=lamps",
            "eventing.topics=lamps.v1",
            "eventing.keeps-dead-letters=true",
            "spring.flyway.locations=classpath:db/lamps,classpath:db/eventing",
            "spring.threads.virtual.enabled=true",
            "logging.level.org.apache.kafka=ERROR"
        })
@Import(TestPlatform.class)
@interface LampsTest {}
