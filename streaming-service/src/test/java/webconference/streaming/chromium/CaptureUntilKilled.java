package webconference.streaming.chromium;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import webconference.streaming.Capture;
import webconference.streaming.MediaUnit.Sound;

/// A process that captures until it is killed; says `media` when sound comes out.
final class CaptureUntilKilled {

    private CaptureUntilKilled() {}

    public static void main(String[] arguments) throws InterruptedException {
        var adapters =
                new AnnotationConfigApplicationContext(
                        "webconference.streaming.chromium", "webconference.streaming.ffmpeg");
        var link = URI.create(arguments[1]);
        var request = new Capture.Request(UUID.fromString(arguments[0]), _ -> link, 15);
        var recorded = new Recorded();
        var session = adapters.getBean(Capture.class).open(request, recorded);
        while (recorded.count(Sound.class) == 0 && recorded.failure == null) {
            Thread.sleep(20);
        }
        System.out.println("media");
        // whoever started it may forget it
        var _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        session.close();
    }
}
