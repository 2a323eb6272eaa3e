package webconference.streaming.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import webconference.streaming.Capture;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;

class TabCaptureTest {

    /// The adapters as the service wires them.
    private static final AnnotationConfigApplicationContext ADAPTERS =
            new AnnotationConfigApplicationContext(
                    "webconference.streaming.chromium", "webconference.streaming.ffmpeg");

    private final MeetingSite site = new MeetingSite();
    private final Recorded recorded = new Recorded();
    private final UUID run = UUID.randomUUID();
    private final Capture.Session session =
            ADAPTERS.getBean(Capture.class).open(new Capture.Request(run, site, 15), recorded);

    @AfterEach
    void leave() {
        session.close();
        site.close();
    }

    @Test
    void a_meeting_comes_out() {
        await().atMost(Duration.ofSeconds(20)).until(() -> recorded.count(Picture.class) > 100);
        System.out.println(recorded.probed());
        recorded.pictures().stream().limit(120).forEach(System.out::println);
        assertThat(recorded.count(PictureConfiguration.class)).isEqualTo(1);
    }
}
