package webconference.eventing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// A service as small as can be, for the tests: lamps are lit, which is told on a topic, and a
/// listener hears of it.
@SpringBootApplication
public class LampsApplication {

    /// Runs it in a process of its own.
    public static void main(String[] args) {
        ChildJvm.dieWithParent();
        SpringApplication.run(LampsApplication.class, args);
    }
}
