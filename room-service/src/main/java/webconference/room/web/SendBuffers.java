package webconference.room.web;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Lets the kernel hold no more for a screen that does not read than we do ourselves: left alone it
/// takes megabytes for each.
@Component
class SendBuffers implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final int BYTES = 64 * 1024;

    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        server.addConnectorCustomizers(
                connector -> connector.setProperty("socket.txBufSize", String.valueOf(BYTES)));
    }
}
