package webconference.streaming;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/// Broadcasts what is seen and heard in a meeting.
@SpringBootApplication
@EnableJpaRepositories(queryEnhancerSelector = AsWritten.class)
@ConfigurationPropertiesScan
public class StreamingServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(StreamingServiceApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
