package webconference.room;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The service that knows all rooms.
@SpringBootApplication
@EnableJpaRepositories(queryEnhancerSelector = AsWritten.class)
@ConfigurationPropertiesScan
@EnableResilientMethods
@EnableScheduling
public class RoomServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RoomServiceApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
