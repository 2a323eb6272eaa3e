package webconference.streaming.rtmp;

import java.net.InetAddress;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import webconference.streaming.Publisher;

/// Publishes over RTMP and RTMPS.
@Component
@EnableConfigurationProperties(TargetProperties.class)
class RtmpPublisher implements Publisher {

    private final TargetGuard guard;
    private final SSLSocketFactory tls;

    @Autowired
    RtmpPublisher(TargetProperties properties) {
        this(
                new TargetGuard(properties, InetAddress::getAllByName),
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    RtmpPublisher(TargetGuard guard, SSLSocketFactory tls) {
        this.guard = guard;
        this.tls = tls;
    }

    @Override
    public Publication publish(Target target, Audience audience) {
        var checked = guard.check(target.url());
        var wire = Wire.connect(checked, tls);
        return RtmpConnection.publish(wire, checked, target.key(), audience);
    }
}
