package webconference.streaming;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.PublishFailure.Dropped;

/// Targets that behave as a test tells them, by host; without a word they take everything.
final class HandMadePublisher implements Publisher {

    private final Map<String, Queue<Supplier<PublishFailure>>> refusals = new ConcurrentHashMap<>();
    private final List<OnePublication> publications = new CopyOnWriteArrayList<>();
    volatile boolean acknowledges = true;

    /// The next connection to that host comes to this; one for each call.
    void next(String host, Supplier<PublishFailure> failure) {
        refusals.computeIfAbsent(host, _ -> new ConcurrentLinkedQueue<>()).add(failure);
    }

    @Override
    public Publication publish(Target target, Audience audience) {
        var host = target.url().getHost();
        var failure = refusals.getOrDefault(host, new ConcurrentLinkedQueue<>()).poll();
        if (failure != null) {
            throw failure.get();
        }
        var publication = new OnePublication(target, audience);
        publications.add(publication);
        return publication;
    }

    @Override
    public void tryOut(URI url) {
        var failure = refusals.getOrDefault(url.getHost(), new ConcurrentLinkedQueue<>()).poll();
        if (failure != null) {
            throw failure.get();
        }
    }

    List<OnePublication> to(String host) {
        return publications.stream().filter(p -> p.target.url().getHost().equals(host)).toList();
    }

    OnePublication lastTo(String host) {
        return to(host).getLast();
    }

    long openTo(String host) {
        return to(host).stream().filter(p -> !p.closed && !p.lost).count();
    }

    final class OnePublication implements Publication {
        final Target target;
        final Audience audience;
        final List<MediaUnit> units = new CopyOnWriteArrayList<>();
        volatile boolean closed;
        volatile boolean lost;
        private volatile long bytes;

        OnePublication(Target target, Audience audience) {
            this.target = target;
            this.audience = audience;
        }

        @Override
        public synchronized void send(MediaUnit unit) {
            if (units.size() > 2_000) {
                units.subList(0, 1_000).clear();
            }
            units.add(unit);
            if (acknowledges) {
                bytes += 100;
            }
        }

        @Override
        public long acknowledgedBytes() {
            return bytes;
        }

        @Override
        public void close() {
            closed = true;
        }

        void drop(Duration after) {
            lost = true;
            audience.lost(new Dropped(after, null));
        }

        /// What a viewer sees now.
        String shows() {
            return units.reversed().stream()
                    .filter(Picture.class::isInstance)
                    .map(Picture.class::cast)
                    .findFirst()
                    .map(picture -> new String(picture.accessUnit(), StandardCharsets.UTF_8))
                    .orElse("nothing");
        }
    }
}
