package webconference.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The configuration of the log as the services have it.
class OneLineMessageTest {

    @Test
    void P26_what_somebody_typed_stays_in_its_line() throws Exception {
        var lines = logged("name {}", "x\n2026-01-01 INFO audit : forged\u001b[2J\u202e\r");
        assertThat(lines.lines()).hasSize(1);
        assertThat(lines)
                .contains("name x\\u000a2026-01-01 INFO audit : forged\\u001b[2J\\u202e\\u000d");
    }

    @Test
    void an_ordinary_message_is_written_as_it_is() throws Exception {
        assertThat(logged("{}", "Salle « Maths 3B » ouverte"))
                .contains("Salle « Maths 3B » ouverte");
    }

    private static String logged(String message, String typed) throws Exception {
        var written = new ByteArrayOutputStream();
        var before = System.out;
        var context = new LoggerContext();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(OneLineMessageTest.class.getResource("/logback-spring.xml"));
            context.getLogger("webconference").info(message, typed);
        } finally {
            context.stop();
            System.setOut(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
