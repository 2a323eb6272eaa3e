package webconference.streaming.rtmp;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import webconference.streaming.PublishFailure;
import webconference.streaming.PublishFailure.Unreachable;
import webconference.streaming.Publisher;

/// Publishes over RTMP and RTMPS.
@Component
@EnableConfigurationProperties(TargetProperties.class)
class RtmpPublisher implements Publisher {

    private static final Duration TRIAL = Duration.ofSeconds(10);

    private final TargetGuard guard;
    private final SSLSocketFactory tls;
    private final Duration trial;

    @Autowired
    RtmpPublisher(TargetProperties properties) {
        this(
                new TargetGuard(properties, InetAddress::getAllByName),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                TRIAL);
    }

    /// @param trial how long a trial may take
    RtmpPublisher(TargetGuard guard, SSLSocketFactory tls, Duration trial) {
        this.guard = guard;
        this.tls = tls;
        this.trial = trial;
    }

    @Override
    public Publication publish(Target target, Audience audience) {
        var checked = guard.check(target.url());
        var wire = Wire.connect(checked, tls);
        return RtmpConnection.publish(wire, checked, target.key(), audience);
    }

    /// On a thread of its own, which can be called off wherever it waits: a server that is slow at
    /// every step would take all their limits together.
    @Override
    public void tryOut(URI url) {
        var task =
                new FutureTask<>(() -> {
                    var checked = guard.check(url);
                    RtmpConnection.tryOut(Wire.connect(checked, tls), checked);
                    return url;
                });
        Thread.ofVirtual().name("rtmp-trial").start(task);
        try {
            var _ = task.get(trial.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreachable(url.getHost() + " does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PublishFailure failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } finally {
            task.cancel(true);
        }
    }
}
