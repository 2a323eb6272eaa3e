package webconference.gateway.routes;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.server.mvc.filter.FormFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import webconference.gateway.Problem;

/// Takes what a caller sends in whole before a service is asked: who sends slowly, or not at all,
/// uses up their own time and none of a service's, whose failures are counted against it.
@Component
class WholeBodies
        implements Filter, Ordered, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int PIECE = 8 * 1024;

    private final Duration within;
    private final int largest;

    WholeBodies(Services limits) {
        this.within = limits.bodyWithin();
        this.largest = Math.toIntExact(limits.largestBody().toBytes());
    }

    /// Within the filter that leaves forms as they are.
    @Override
    public int getOrder() {
        return FormFilter.FORM_FILTER_ORDER + 1;
    }

    /// Waits for each piece no longer than for the whole.
    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setDisableUploadTimeout(false);
                http.setConnectionUploadTimeout(Math.toIntExact(within.toMillis()));
            }
        });
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked)
                || !(response instanceof HttpServletResponse answer)
                || !asked.getRequestURI().startsWith("/api/")) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var body = read(asked);
            if (body.isEmpty()) {
                answer.sendError(Problem.TOO_LARGE.status());
            } else {
                chain.doFilter(new Whole(asked, body.get()), response);
            }
        } catch (TooSlow _) {
            if (!answer.isCommitted()) { // the server says so itself where nothing came at all
                answer.sendError(Problem.TOO_SLOW.status());
            }
        }
    }

    /// @return empty if it is larger than it may be
    private Optional<byte[]> read(HttpServletRequest request) throws IOException, TooSlow {
        if (request.getContentLengthLong() > largest) {
            return Optional.empty();
        }
        var end = System.nanoTime() + within.toNanos();
        var body = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        for (var many = next(request, piece); many >= 0; many = next(request, piece)) {
            body.write(piece, 0, many);
            if (body.size() > largest) {
                return Optional.empty();
            }
            if (System.nanoTime() - end > 0) {
                throw new TooSlow();
            }
        }
        return Optional.of(body.toByteArray());
    }

    private static int next(HttpServletRequest request, byte[] piece) throws IOException, TooSlow {
        try {
            return request.getInputStream().read(piece);
        } catch (IOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw new TooSlow();
            }
            throw e;
        }
    }

    private static final class TooSlow extends Exception {}

    /// A request whose body is here already.
    private static final class Whole extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        Whole(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new Bytes(new ByteArrayInputStream(body));
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            return bytes.read(into, offset, most);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Whoever reads a whole body does not wait");
        }
    }
}
