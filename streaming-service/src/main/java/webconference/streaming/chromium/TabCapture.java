package webconference.streaming.chromium;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import webconference.streaming.Capture;
import webconference.streaming.SoundEncoder;

/// Captures a meeting in a headless browser: one tab is in the meeting, a second one records it.
@Component
@EnableConfigurationProperties(ChromiumProperties.class)
class TabCapture implements Capture {

    private final ChromiumProperties properties;
    private final SoundEncoder encoder;

    TabCapture(ChromiumProperties properties, SoundEncoder encoder) {
        this.properties = properties;
        this.encoder = encoder;
    }

    @Override
    public Session open(Request request, Audience audience) {
        return CaptureSession.start(properties, encoder, request, audience);
    }
}
