package webconference.streaming.chromium;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import webconference.streaming.chromium.DevToolsFailure.NoAnswer;
import webconference.streaming.chromium.DevToolsFailure.Refused;

/// The tab in which Live is in the meeting.
final class MeetingTab {

    /// A page that does not answer for so long hangs; its sound may go on all the same.
    private static final Duration HUNG = Duration.ofSeconds(3);

    private static final Duration SETTLE = Duration.ofMillis(100);
    private static final int SETTLED = 4;

    private static final String RELEASE_TITLE =
            """
            void (() => {
              const wanted = document.title;
              delete document.title;
              document.title = wanted;
            })()
            """;

    private final Tab tab;
    private PageState state = PageState.LOADING;

    private MeetingTab(Tab tab) {
        this.tab = tab;
    }

    /// Opens the page behind a link, which is told to the browser and to nobody else.
    static MeetingTab open(Browser browser, URI link) throws InterruptedException {
        var tab = Tab.open(browser.devTools());
        tab.navigate(link.toString());
        return new MeetingTab(tab);
    }

    /// Looks at the page.
    ///
    /// @throws PageLost if it hangs
    PageState look() throws InterruptedException {
        try {
            state = BbbPage.read(tab.evaluate(BbbPage.LOOK, HUNG), state);
        } catch (NoAnswer e) {
            throw new PageLost("the meeting page hangs", e);
        } catch (Refused e) {
            // the page was changing to another; the next look sees that one
        }
        return state;
    }

    /// Says that the page is lost, as others noticed.
    void lose(String why) {
        tab.loss().complete(why);
    }

    /// Waits a while, in which nothing should happen.
    ///
    /// @throws PageLost as soon as the page is lost
    void await(Duration time) throws InterruptedException {
        try {
            var why = tab.loss().get(time.toMillis(), TimeUnit.MILLISECONDS);
            throw new PageLost("the meeting page is lost: " + why, null);
        } catch (TimeoutException e) {
            // as hoped
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Brings the tab to the front under a title by which the browser finds it, while `action`
    /// captures it.
    void showAs(String title, Action action) throws InterruptedException {
        tab.evaluate(holdTitle(title), HUNG);
        tab.bringToFront();
        action.run();
        tab.bringToFront();
        tab.evaluate(RELEASE_TITLE, HUNG);
        fit();
    }

    /// Gives the page a title and keeps it from setting another; what it wanted is remembered.
    private static String holdTitle(String title) {
        return """
        void (() => {
          let wanted = document.title;
          document.title = '%s';
          Object.defineProperty(document, 'title', {
            configurable: true,
            get: () => wanted,
            set: (title) => { wanted = title; },
          });
        })()
        """
                .formatted(title);
    }

    /// What is done while the tab is shown.
    interface Action {
        void run() throws InterruptedException;
    }

    /// The page's size changes some moments after a capture began, and more than once.
    private void fit() throws InterruptedException {
        for (int tries = 0, good = 0; tries < 40 && good < SETTLED; tries++) {
            var size = tab.evaluate("innerWidth + 'x' + innerHeight", HUNG).asString("");
            if (size.equals(Browser.WIDTH + "x" + Browser.HEIGHT)) {
                good++;
            } else {
                good = 0;
                tab.setContentSize(Browser.WIDTH, Browser.HEIGHT);
            }
            await(SETTLE);
        }
    }

    /// Leaves the meeting and closes the tab, without waiting for either.
    void close() {
        tab.navigate("about:blank");
        tab.close();
    }

    /// Closes the tab of a page that may hang.
    void kill() {
        tab.crash();
        tab.close();
    }
}
