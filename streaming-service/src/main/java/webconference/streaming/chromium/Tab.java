package webconference.streaming.chromium;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import webconference.streaming.chromium.DevToolsFailure.Refused;

/// One tab of the browser.
final class Tab {

    private static final Duration OPEN = Duration.ofSeconds(20);
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final DevTools devTools;
    private final String target;
    private final String session;
    private final CompletableFuture<String> loss = new CompletableFuture<>();

    private Tab(DevTools devTools, String target, String session) {
        this.devTools = devTools;
        this.target = target;
        this.session = session;
    }

    /// Opens an empty tab, in front of the others.
    static Tab open(DevTools devTools) throws InterruptedException {
        var target =
                devTools.call(null, "Target.createTarget", Map.of("url", "about:blank"), OPEN)
                        .path("targetId")
                        .asString();
        var session =
                devTools.call(
                                null,
                                "Target.attachToTarget",
                                Map.of("targetId", target, "flatten", true),
                                OPEN)
                        .path("sessionId")
                        .asString();
        var tab = new Tab(devTools, target, session);
        devTools.listen(session, tab::on);
        devTools.call(session, "Inspector.enable", Map.of(), OPEN);
        devTools.call(session, "Page.enable", Map.of(), OPEN);
        return tab;
    }

    /// Is done, with the reason, when the page in it has crashed or the tab was closed.
    CompletableFuture<String> loss() {
        return loss;
    }

    /// Goes to an address and does not wait: the answer may never come.
    void navigate(String address) {
        devTools.send(session, "Page.navigate", Map.of("url", address));
    }

    void bringToFront() throws InterruptedException {
        devTools.call(session, "Page.bringToFront", Map.of(), QUICK);
    }

    /// Runs a script, as if somebody had clicked, and waits for what it comes to.
    JsonNode evaluate(String script, Duration limit) throws InterruptedException {
        var answer =
                devTools.call(
                        session,
                        "Runtime.evaluate",
                        Map.of(
                                "expression", script,
                                "userGesture", true,
                                "awaitPromise", true,
                                "returnByValue", true),
                        limit);
        var thrown = answer.path("exceptionDetails").path("exception").path("description");
        if (!answer.path("exceptionDetails").isMissingNode()) {
            throw new Refused("script", thrown.asString("threw").lines().findFirst().orElse(""));
        }
        return answer.path("result").path("value");
    }

    /// Makes the page as large as what is encoded.
    void setContentSize(int width, int height) throws InterruptedException {
        var window =
                devTools.call(null, "Browser.getWindowForTarget", Map.of("targetId", target), QUICK)
                        .path("windowId")
                        .intValue();
        devTools.call(
                null,
                "Browser.setContentsSize",
                Map.of("windowId", window, "width", width, "height", height),
                QUICK);
    }

    /// Ends the page's process and does not wait.
    void crash() {
        devTools.send(session, "Page.crash", Map.of());
    }

    /// Runs a script of which no answer is wanted.
    void send(String script) {
        devTools.send(session, "Runtime.evaluate", Map.of("expression", script));
    }

    /// Closes the tab and does not wait: a page that hangs does not answer.
    void close() {
        devTools.forget(session);
        devTools.send(null, "Target.closeTarget", Map.of("targetId", target));
    }

    private void on(DevTools.Event event) {
        switch (event.name()) {
            case "Inspector.targetCrashed" -> loss.complete("it crashed");
            case "Target.detachedFromTarget" -> loss.complete("it was closed");
            // a page that asks whether one really wants to leave would keep us for ever
            case "Page.javascriptDialogOpening" ->
                    devTools.send(session, "Page.handleJavaScriptDialog", Map.of("accept", true));
            default -> {}
        }
    }
}
