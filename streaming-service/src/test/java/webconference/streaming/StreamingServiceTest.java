package webconference.streaming;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import webconference.eventing.TestPlatform;

/// The whole service on real PostgreSQL and Kafka; one context for all tests that say so. Waits for
/// targets are a tenth of the real ones, rules have their real times and a clock to put forward.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@TestPropertySource("classpath:test-settings.properties")
@AutoConfigureMockMvc
@Import({TestPlatform.class, HandMadeParts.class})
@interface StreamingServiceTest {}
