package webconference.meeting.bbb;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;
import webconference.meeting.MeetingDesk;
import webconference.meeting.MeetingServers;

/// Shows how the servers are: 1 takes meetings, 0 does not.
@Component
class ServerGauges implements MeterBinder {

    private final MeetingServers servers;
    private final MeetingDesk desk;

    ServerGauges(MeetingServers servers, MeetingDesk desk) {
        this.servers = servers;
        this.desk = desk;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var server : servers.names()) {
            Gauge.builder("bbb.server.state", () -> desk.takesMeetings(server) ? 1 : 0)
                    .tag("server", server.value())
                    .register(meters);
        }
    }
}
