package webconference.streaming;

import static webconference.streaming.StreamLifeTest.soon;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import webconference.streaming.MediaUnit.Picture;
import webconference.streaming.MediaUnit.PictureConfiguration;
import webconference.streaming.MediaUnit.Sound;
import webconference.streaming.MediaUnit.SoundConfiguration;

/// Captures that do what a test tells them. Pictures say whether they show the meeting or the pause
/// picture.
final class HandMadeCapture implements Capture {

    static final String MEETING = "meeting";
    static final String PAUSE = "pause";

    /// What Live meets at the meeting's door.
    enum Door {
        OPEN,
        WAITING_ROOM
    }

    volatile Door door = Door.OPEN;
    volatile boolean pauseHangs;
    final AtomicInteger opened = new AtomicInteger();
    private final Map<UUID, OneSession> sessions = new ConcurrentHashMap<>();

    @Override
    public Session open(Request request, Audience audience) {
        opened.incrementAndGet();
        var session = new OneSession(request, audience);
        sessions.put(request.run(), session);
        Thread.ofVirtual().start(session::play);
        return session;
    }

    OneSession sessionOf(UUID run) {
        return Objects.requireNonNull(sessions.get(run), "no capture of that run");
    }

    long running() {
        return sessions.values().stream().filter(session -> !session.closed).count();
    }

    final class OneSession implements Session {
        final Request request;
        final Audience audience;
        final CountDownLatch admitted = new CountDownLatch(1);
        volatile boolean closed;
        volatile boolean frozen;
        volatile boolean askedAsAdmitted;
        private final AtomicInteger rounds = new AtomicInteger();
        private volatile boolean paused;
        private volatile boolean keyWanted = true;

        OneSession(Request request, Audience audience) {
            this.request = request;
            this.audience = audience;
        }

        void play() {
            try {
                var link = request.links().link(false);
                askedAsAdmitted = link.toString().contains("admitted");
                if (door == Door.WAITING_ROOM && !askedAsAdmitted) {
                    audience.awaitingAdmission();
                    admitted.await();
                }
                audience.joined();
                audience.media(new PictureConfiguration(new byte[] {1}));
                audience.media(new SoundConfiguration(new byte[] {2}));
                for (var at = 0L; !closed; at += 10) {
                    if (!frozen) {
                        audience.media(new Picture(at, takeKey(), content()));
                        audience.media(new Sound(at, content()));
                        rounds.incrementAndGet();
                    }
                    Thread.sleep(10);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (LiveDoorFailure e) {
                closed = true; // told by the link already
            }
        }

        /// Waits until so many pictures more have come out.
        void comesOut(int pictures) {
            var enough = rounds.get() + pictures;
            soon().until(() -> rounds.get() >= enough);
        }

        private synchronized boolean takeKey() {
            var key = keyWanted;
            keyWanted = false;
            return key;
        }

        private byte[] content() {
            return (paused ? PAUSE : MEETING).getBytes(StandardCharsets.UTF_8);
        }

        void admit() {
            admitted.countDown();
        }

        @Override
        public void pause() {
            if (pauseHangs) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public synchronized void keyFrame() {
            keyWanted = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
