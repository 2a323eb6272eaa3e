package webconference.streaming.chromium;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Reads BigBlueButton's own page, 2.6 to 3.0, by its addresses and test marks: these change less
/// between its versions than its words, which also depend on the language.
final class BbbPage {

    /// Looks at the page, and lets Live hear the meeting if a button must be clicked for that. The
    /// waiting room's verdict is asked of the server, as the page itself does.
    static final String LOOK =
            """
            (async () => {
              const shows = (...marks) => marks.some((mark) => document.querySelector(mark));
              const test = (name) => `[data-test="${name}"]`;
              const path = location.pathname;
              const lobby = path.includes('/html5client/guestWait')
                  || shows('#positionInWaitingQueue', test('guestMessage'));
              let guest = '';
              if (lobby) {
                const query = new URLSearchParams(location.search);
                query.set('redirect', 'false');
                guest = await fetch('/bigbluebutton/api/guestWait?' + query,
                        { signal: AbortSignal.timeout(1500) })
                    .then((answer) => answer.json())
                    .then((answer) => answer.response.guestStatus ?? answer.response.messageKey)
                    .catch(() => '');
              }
              for (const name of ['listenOnlyBtn', 'helpListenOnlyBtn']) {
                document.querySelector(test(name))?.click();
              }
              const [load] = performance.getEntriesByType('navigation');
              return {
                unreachable: location.protocol === 'chrome-error:',
                empty: location.protocol === 'about:',
                complete: document.readyState === 'complete',
                status: load?.responseStatus ?? 0,
                client: path.includes('/html5client/') || path.includes('/bigbluebutton/'),
                denied: location.search.includes('guestDen')
                    || (document.contentType !== 'text/html'
                        && document.documentElement.textContent.includes('guestDen')),
                answer: document.contentType !== 'text/html',
                error: shows(test('errorScreenMessage')),
                ended: shows(test('meetingEndedModal'), test('meetingEndedModalTitle')),
                lobby, guest,
                inside: shows('#layout', test('audioModal'), test('userListToggleButton'),
                    test('presentationContainer'), test('whiteboard'), test('actionsBar'),
                    test('webcamItem')),
              };
            })()
            """;

    private BbbPage() {}

    /// What a look at the page means.
    ///
    /// @param looked what [#LOOK] returned
    /// @param before what the look before meant: after the waiting room, or after the meeting, the
    ///   server sends people elsewhere
    static PageState read(JsonNode looked, PageState before) {
        if (is(looked, "ended")) {
            return PageState.ENDED;
        }
        if (is(looked, "denied")) {
            return PageState.REFUSED;
        }
        if (is(looked, "lobby")) {
            return verdict(looked.path("guest").asString("").toLowerCase(Locale.ROOT));
        }
        if (is(looked, "inside")) {
            return PageState.IN;
        }
        if (is(looked, "unreachable")
                || is(looked, "error")
                || looked.path("status").intValue(0) >= 400) {
            return PageState.BROKEN;
        }
        if (!is(looked, "complete") || is(looked, "empty")) {
            return PageState.LOADING;
        }
        return sentElsewhere(looked, before);
    }

    /// The server's answer at the door: a status such as `WAIT`, or a key such as `guestDeny`.
    private static PageState verdict(String guest) {
        if (guest.contains("den")) {
            return PageState.REFUSED;
        }
        if (guest.contains("ended")) {
            return PageState.ENDED;
        }
        return guest.contains("invalid") || guest.contains("missing")
                ? PageState.BROKEN
                : PageState.WAITING_ROOM;
    }

    private static PageState sentElsewhere(JsonNode looked, PageState before) {
        if (!is(looked, "client")) {
            return switch (before) {
                case WAITING_ROOM -> PageState.REFUSED;
                case IN -> PageState.ENDED;
                case LOADING, REFUSED, ENDED, BROKEN -> PageState.LOADING;
            };
        }
        return is(looked, "answer") ? PageState.BROKEN : PageState.LOADING;
    }

    private static boolean is(JsonNode looked, String name) {
        return looked.path(name).booleanValue(false);
    }
}
