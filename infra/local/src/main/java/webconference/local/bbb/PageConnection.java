package webconference.local.bbb;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One open meeting page, as the server sees it: what it is to be told next.
final class PageConnection {

    /// Something to tell a page.
    record Message(String event, String data) {}

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final Function<Meeting, String> view;

    /// @param view how this page's person sees a meeting
    PageConnection(Function<Meeting, String> view) {
        this.view = view;
    }

    void show(Meeting meeting) {
        messages.add(new Message("meeting", view.apply(meeting)));
    }

    void ended() {
        messages.add(new Message("ended", "{}"));
    }

    /// @return null if there is nothing to tell for so long
    @Nullable Message next(long millis) throws InterruptedException {
        return messages.poll(millis, TimeUnit.MILLISECONDS);
    }
}
