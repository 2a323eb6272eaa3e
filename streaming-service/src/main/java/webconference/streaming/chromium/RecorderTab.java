package webconference.streaming.chromium;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.chromium.DevToolsFailure.NoAnswer;
import webconference.streaming.chromium.DevToolsFailure.Refused;

/// The tab whose page, ours, captures the meeting's and encodes it. It stays for the whole session;
/// meeting tabs come and go.
final class RecorderTab {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int TRIES = 100;

    private final Tab tab;

    private RecorderTab(Tab tab) {
        this.tab = tab;
    }

    /// Opens the page and has it make its encoder.
    ///
    /// @param settings what `recorder.start` wants, as JSON
    static RecorderTab open(Browser browser, String page, String settings)
            throws InterruptedException {
        try {
            var tab = Tab.open(browser.devTools());
            tab.navigate(page);
            var recorder = new RecorderTab(tab);
            recorder.awaitPage();
            recorder.run("recorder.start(" + settings + ")");
            return recorder;
        } catch (DevToolsFailure e) {
            throw new EncoderFailed("the recorder page does not start", e);
        }
    }

    private void awaitPage() throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                if (tab.evaluate("typeof recorder === 'object'", LIMIT).booleanValue(false)) {
                    return;
                }
            } catch (Refused e) {
                // between two pages
            }
            Thread.sleep(Duration.ofMillis(30));
        }
        throw new EncoderFailed("the recorder page does not load", null);
    }

    /// Is done when the page has crashed.
    CompletableFuture<String> loss() {
        return tab.loss();
    }

    /// Captures the tab that is shown under the title the browser looks for.
    ///
    /// @throws PageLost if the browser does not let it
    void capture() throws InterruptedException {
        try {
            evaluate("recorder.capture()");
        } catch (NoAnswer | Refused e) {
            throw new PageLost("the meeting page could not be captured", e);
        }
    }

    /// Lets go of the captured tab and shows the pause picture.
    void release() throws InterruptedException {
        run("recorder.release()");
    }

    void pause() throws InterruptedException {
        run("recorder.pause()");
    }

    void resume() throws InterruptedException {
        run("recorder.resume()");
    }

    void keyFrame() {
        tab.send("recorder.keyFrame()");
    }

    /// @throws EncoderFailed if it was not done
    private void run(String script) throws InterruptedException {
        try {
            evaluate(script);
        } catch (DevToolsFailure e) {
            throw new EncoderFailed("the recorder page does not answer", e);
        }
    }

    private void evaluate(String script) throws InterruptedException {
        tab.evaluate("(async () => { await " + script + " })()", LIMIT);
    }
}
