package webconference.streaming.chromium;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import webconference.streaming.Capture;
import webconference.streaming.CaptureFailure;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.SoundEncoder;
import webconference.streaming.chromium.DevToolsFailure.Gone;
import webconference.streaming.chromium.DevToolsFailure.NoAnswer;
import webconference.streaming.chromium.DevToolsFailure.Refused;
import webconference.streaming.chromium.RecorderMessage.Configuration;
import webconference.streaming.chromium.RecorderMessage.Heartbeat;
import webconference.streaming.chromium.RecorderMessage.Picture;
import webconference.streaming.chromium.RecorderMessage.Samples;
import webconference.streaming.chromium.RecorderMessage.Told;

/// One capture. A thread of its own opens the browser, follows Live into the meeting and watches
/// over it, opening the meeting page again when it is lost; it also clears everything up. Whoever
/// wants the capture to end interrupts that thread.
final class CaptureSession implements Capture.Session, RecorderServer.Listener {

    private static final Logger log = LoggerFactory.getLogger(CaptureSession.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS_WHILE_LOADING = Duration.ofMillis(250);
    private static final Duration LOADING = Duration.ofSeconds(60);
    private static final Duration CONFIRM = Duration.ofSeconds(3);
    private static final Duration CLOSE = Duration.ofSeconds(6);
    private static final int KEY_EVERY_MS = 2000;

    private final Capture.Request request;
    private final int bitrate;
    private final String captureTitle;
    private final Announcements announcements;
    private final MediaTimeline timeline;
    private final Health health = new Health();
    private final RecorderServer server;
    private final Browser browser;
    private final Thread thread;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /// Guards what somebody asked for against the recorder that is just starting.
    private final ReentrantLock asking = new ReentrantLock();

    private boolean isPaused;
    private @Nullable RecorderTab recorder;
    private volatile CompletableFuture<Void> pauseConfirmed = new CompletableFuture<>();
    private volatile @Nullable MeetingTab meeting;

    private CaptureSession(
            ChromiumProperties properties,
            SoundEncoder encoder,
            Capture.Request request,
            Capture.Audience audience) {
        this.request = request;
        bitrate = properties.bitrate();
        captureTitle = "capture-" + UUID.randomUUID();
        announcements = new Announcements(audience);
        timeline = new MediaTimeline(encoder, announcements);
        server = RecorderServer.start(request.run().toString(), this);
        browser = startBrowser(properties);
        thread = Thread.ofVirtual().name("capture-" + request.run()).unstarted(this::run);
    }

    /// Starts a capture.
    ///
    /// @throws CaptureFailure if nothing could be started
    static CaptureSession start(
            ChromiumProperties properties,
            SoundEncoder encoder,
            Capture.Request request,
            Capture.Audience audience) {
        var session = new CaptureSession(properties, encoder, request, audience);
        session.thread.start();
        return session;
    }

    private Browser startBrowser(ChromiumProperties properties) {
        try {
            return Browser.start(properties, request.run(), captureTitle);
        } catch (CaptureFailure e) {
            server.close();
            throw e;
        }
    }

    // what is asked of it

    @Override
    public void pause() {
        asking.lock();
        try {
            if (isPaused) {
                return;
            }
            isPaused = true;
            timeline.mute(true);
            if (recorder != null && !done.isDone()) {
                var confirmed = new CompletableFuture<Void>();
                pauseConfirmed = confirmed;
                recorder.pause();
                confirmed.get(CONFIRM.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (EncoderFailed e) {
            throw failed(e);
        } catch (TimeoutException | ExecutionException e) {
            throw failed(new EncoderFailed("the recorder did not confirm the pause", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new EncoderFailed("interrupted while pausing", e));
        } finally {
            asking.unlock();
        }
    }

    @Override
    public void resume() {
        asking.lock();
        try {
            if (!isPaused) {
                return;
            }
            isPaused = false;
            timeline.mute(false);
            if (recorder != null && !done.isDone()) {
                recorder.resume();
            }
        } catch (EncoderFailed e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new EncoderFailed("interrupted while resuming", e));
        } finally {
            asking.unlock();
        }
    }

    @Override
    public void keyFrame() {
        asking.lock();
        try {
            if (recorder != null && !done.isDone()) {
                recorder.keyFrame();
            }
        } finally {
            asking.unlock();
        }
    }

    /// Waits for the end, except when the audience asks for it while it is being told something.
    @Override
    public void close() {
        if (announcements.silence()) {
            thread.interrupt();
        }
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            done.get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn("capture {} did not end in time", request.run(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // what the recorder says

    @Override
    public void on(RecorderMessage message) {
        try {
            switch (message) {
                case Configuration configuration -> timeline.on(configuration);
                case Picture picture -> timeline.on(picture);
                case Samples samples -> timeline.on(samples);
                case Heartbeat heartbeat -> timeline.on(heartbeat);
                case Told told -> on(told);
            }
        } catch (EncoderFailed e) {
            failed(e);
        }
    }

    private void on(Told told) {
        switch (told.event()) {
            case "paused" -> pauseConfirmed.complete(null);
            case "capture-ended" -> {
                if (meeting != null) {
                    meeting.lose("its capture ended");
                }
            }
            case "encoder-failed" -> failed(new EncoderFailed("the picture encoder ended", null));
            default -> log.debug("capture {}: {}", request.run(), told.details());
        }
    }

    @Override
    public void lineEnded() {
        failed(new EncoderFailed("the recorder page is gone", null));
    }

    // what it does

    private void run() {
        try {
            browser.awaitReady();
            var _ =
                    browser.end()
                            .thenRun(() -> failed(new EncoderFailed("the browser ended", null)));
            attend(startRecorder());
        } catch (CaptureFailure e) {
            failed(e);
        } catch (Gone e) {
            failed(new EncoderFailed("the browser ended", e));
        } catch (InterruptedException e) {
            log.debug("capture {} is to end", request.run());
        } finally {
            clearUp();
        }
    }

    private RecorderTab startRecorder() throws InterruptedException {
        asking.lock();
        try {
            var settings =
                    Map.of(
                            "width",
                            Browser.WIDTH,
                            "height",
                            Browser.HEIGHT,
                            "frameRate",
                            request.frameRate(),
                            "bitrate",
                            bitrate,
                            "keyEvery",
                            KEY_EVERY_MS,
                            "paused",
                            isPaused);
            var json = JsonMapper.shared().writeValueAsString(settings);
            var started = RecorderTab.open(browser, server.page(), json);
            var _ = started.loss().thenRun(this::lineEnded);
            recorder = started;
            return started;
        } finally {
            asking.unlock();
        }
    }

    /// Is in the meeting until that is over, however often its page must be opened.
    private void attend(RecorderTab recorder) throws InterruptedException {
        var recoveries = new Recoveries();
        for (; ; ) {
            try {
                visit(recorder);
                return;
            } catch (PageLost e) {
                log.info("capture {}: {}", request.run(), e.getMessage());
                recorder.release();
                leave(e.isHung());
                recoveries.take(e);
            }
        }
    }

    private void visit(RecorderTab recorder) throws InterruptedException {
        try {
            var tab = MeetingTab.open(browser, link());
            meeting = tab;
            if (enter(tab)) {
                announcements.joined();
                tab.showAs(captureTitle, recorder::capture);
                stay(tab);
            }
        } catch (NoAnswer | Refused e) {
            throw new PageLost("the meeting page does not answer", e);
        }
    }

    private URI link() {
        try {
            return request.links().link(announcements.hasJoined());
        } catch (RuntimeException e) {
            throw new PageLost("there is no link into the meeting", e);
        }
    }

    /// Waits at the door. True when Live is in, false when it is not let in.
    private boolean enter(MeetingTab tab) throws InterruptedException {
        var opened = System.nanoTime();
        for (; ; ) {
            switch (tab.look()) {
                case IN -> {
                    return true;
                }
                case REFUSED -> {
                    announcements.refused();
                    return false;
                }
                case ENDED -> {
                    announcements.meetingEnded();
                    return false;
                }
                case WAITING_ROOM -> {
                    announcements.awaitingAdmission();
                    tab.await(BETWEEN_LOOKS);
                }
                case BROKEN -> throw new PageLost("the meeting page cannot be had", null);
                case LOADING -> {
                    if (System.nanoTime() - opened > LOADING.toNanos()) {
                        throw new PageLost("the meeting page does not load", null);
                    }
                }
            }
            tab.await(BETWEEN_LOOKS_WHILE_LOADING);
            health.look(timeline.progress(), false);
        }
    }

    /// Watches over the meeting page until it says that the meeting is over.
    private void stay(MeetingTab tab) throws InterruptedException {
        for (; ; ) {
            switch (tab.look()) {
                case ENDED, REFUSED -> {
                    announcements.meetingEnded();
                    return;
                }
                case BROKEN -> throw new PageLost("the meeting page broke", null);
                case IN, WAITING_ROOM, LOADING -> {}
            }
            tab.await(BETWEEN_LOOKS);
            health.look(timeline.progress(), true);
        }
    }

    /// Tells the failure, from whatever thread, and has everything cleared up. Only the first end
    /// interrupts: what follows belongs to the clearing up and must not cut that short.
    private CaptureFailure failed(CaptureFailure failure) {
        if (announcements.failed(failure)) {
            thread.interrupt();
        }
        return failure;
    }

    private void clearUp() {
        Thread.interrupted(); // it was how we were told; what follows must have its time
        announcements.silence();
        leave(false);
        browser.close();
        server.close();
        timeline.close();
        done.complete(null);
    }

    private void leave(boolean isHung) {
        var tab = meeting;
        meeting = null;
        if (tab == null) {
            return;
        }
        try {
            if (isHung) {
                tab.kill();
            } else {
                tab.close();
            }
        } catch (Gone e) {
            // then it has left
        }
    }
}
