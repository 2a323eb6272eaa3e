package webconference.streaming;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Streams in the states a test begins with, in the examples' words.
final class StreamFixtures {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID ROOM = UUID.fromString("7f1d3c52-0a84-4a55-9c0e-5b8f8a3f2c11");
    static final UUID OPENING = UUID.fromString("0d0c8a0e-6f0f-4d0e-9a53-2f6a3c0c9b11");
    static final UUID RUN = UUID.fromString("3b9c1f64-2f5e-4a3b-8d55-0b6a1c9e7d21");
    static final String ADA = "ada";
    static final long LEASE = 2;
    static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    static final Duration TWO_HOURS = Duration.ofHours(2);

    private StreamFixtures() {}

    static StreamTarget aTarget(OnStop onStop) {
        return new StreamTarget("rtmp://tube.example.org:1935/live", "sealed", onStop);
    }

    static Stream aRequestedStream() {
        return Stream.request(RUN, ROOM, OPENING, aTarget(OnStop.PAUSE), NOON);
    }

    static Stream aStreamThatDisconnects() {
        return Stream.request(RUN, ROOM, OPENING, aTarget(OnStop.DISCONNECT), NOON);
    }

    static Stream aStream(StreamState state) {
        return taken(aRequestedStream(), state);
    }

    static Stream live(Stream stream) {
        return taken(stream, StreamState.LIVE);
    }

    private static Stream taken(Stream stream, StreamState state) {
        switch (state) {
            case REQUESTED -> {}
            case QUEUED -> stream.queue(4, 4, NOON);
            case JOINING -> stream.claim(LEASE, NOON);
            case AWAITING_ADMISSION -> {
                taken(stream, StreamState.JOINING);
                stream.awaitingAdmission(LEASE, NOON, TEN_MINUTES);
            }
            case CONNECTING -> {
                taken(stream, StreamState.JOINING);
                stream.joined(LEASE, NOON);
            }
            case LIVE -> {
                taken(stream, StreamState.CONNECTING);
                stream.live(LEASE, NOON);
            }
            case PAUSED -> {
                taken(stream, StreamState.LIVE);
                stream.pause(ADA, NOON, TWO_HOURS);
                stream.paused(LEASE, NOON);
            }
            case INTERRUPTED -> {
                taken(stream, StreamState.LIVE);
                stream.interrupted(
                        LEASE, InterruptReason.CONNECTION_LOST, 1, 5, NOON.plusSeconds(4), NOON);
            }
            case STOPPING -> {
                taken(stream, StreamState.LIVE);
                stream.stop(StopRule.ROOM_CLOSED, null, NOON);
            }
            case ENDED -> {
                taken(stream, StreamState.STOPPING);
                stream.ended(LEASE, EndReason.WORKER_LOST, NOON);
            }
        }
        stream.published();
        return stream;
    }

    static List<Class<?>> typesOf(Stream stream) {
        return stream.events().stream().<Class<?>>map(Object::getClass).toList();
    }
}
