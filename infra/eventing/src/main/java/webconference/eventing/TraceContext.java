package webconference.eventing;

import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The trace that the current work belongs to, as the W3C `traceparent` header writes it.
class TraceContext {

    private final ObjectProvider<Tracer> tracer;

    TraceContext(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    @Nullable String current() {
        var here = tracer.getIfAvailable();
        var span = here == null ? null : here.currentSpan();
        if (span == null) {
            return null;
        }
        var context = span.context();
        var sampled = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + sampled;
    }
}
