package webconference.streaming.ffmpeg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import webconference.streaming.CaptureFailure.EncoderFailed;
import webconference.streaming.SoundEncoder;

/// One ffmpeg that encodes. Its pipes are served by platform threads, one each way: a virtual
/// thread that waits on a pipe would hold its carrier.
final class FfmpegEncoding implements SoundEncoder.Encoding {

    /// About ten seconds of sound in blocks of 40 ms; an encoder that far behind has stopped.
    private static final int MOST_WAITING = 250;

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Process process;
    private final SoundEncoder.Listener listener;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Thread feeder;

    FfmpegEncoding(Process process, SoundEncoder.Listener listener) {
        this.process = process;
        this.listener = listener;
        feeder = Thread.ofPlatform().daemon().name("aac-in-" + process.pid()).start(this::feed);
        Thread.ofPlatform().daemon().name("aac-out-" + process.pid()).start(this::read);
    }

    @Override
    public void encode(byte[] samples) {
        if (!isOver.get() && !waiting.offer(samples)) {
            end("the sound encoder does not keep up", null);
        }
    }

    @Override
    public void close() {
        isOver.set(true);
        stop();
    }

    private void feed() {
        try (var in = process.getOutputStream()) {
            for (; ; ) {
                in.write(waiting.take());
                in.flush();
            }
        } catch (IOException e) {
            end("the sound encoder stopped reading", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (var out = new BufferedInputStream(process.getInputStream())) {
            var frames = new Adts(out);
            var first = frames.next();
            listener.configured(first.audioSpecificConfig());
            for (var frame = first; !isOver.get(); frame = frames.next()) {
                listener.encoded(frame.payload());
            }
        } catch (IOException e) {
            end("the sound encoder ended", e);
        }
    }

    private void end(String why, @Nullable Throwable cause) {
        if (isOver.compareAndSet(false, true)) {
            stop();
            listener.ended(new EncoderFailed(why, cause));
        }
    }

    /// The end of its input ends ffmpeg; one that hangs is killed.
    private void stop() {
        feeder.interrupt();
        process.destroy();
        try {
            if (!process.waitFor(GRACE)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
