package webconference.room.audit;

import io.micrometer.tracing.Tracer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Where what happens comes from: the address that the gateway tells, and the trace.
@Component
class Whereabouts {

    private static final String CALLER = "Caller-Address";
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    private final ObjectProvider<Tracer> tracer;

    Whereabouts(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    /// What the gateway tells, or where a caller is who came around it; null: nobody asked, it came
    /// about by an event or by time.
    @Nullable String address() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        var request = attributes.getRequest();
        var told = request.getHeader(CALLER);
        return told != null && ADDRESS.matcher(told).matches() ? told : request.getRemoteAddr();
    }

    @Nullable String trace() {
        var here = tracer.getIfAvailable();
        var span = here == null ? null : here.currentSpan();
        return span == null ? null : span.context().traceId();
    }
}
