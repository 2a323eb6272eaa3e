package webconference.gateway.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/// Opens streams of events, and closes an answer without reading it to its end. The framework's own
/// clients drain what they close, and a stream has no end: each browser that left would keep a
/// thread and a connection for good.
class UndrainedClient implements ClientHttpRequestFactory, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UndrainedClient.class);

    private final HttpClient http;
    private final JdkClientHttpRequestFactory requests;

    UndrainedClient(Duration connectWithin) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connectWithin)
                        .build();
        this.requests = new JdkClientHttpRequestFactory(http);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
        return new Request(requests.createRequest(uri, method));
    }

    private record Request(ClientHttpRequest inner)
            implements ClientHttpRequest, StreamingHttpOutputMessage {

        @Override
        public HttpMethod getMethod() {
            return inner.getMethod();
        }

        @Override
        public URI getURI() {
            return inner.getURI();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return inner.getAttributes();
        }

        @Override
        public HttpHeaders getHeaders() {
            return inner.getHeaders();
        }

        @Override
        public OutputStream getBody() throws IOException {
            return inner.getBody();
        }

        @Override
        public void setBody(Body body) {
            ((StreamingHttpOutputMessage) inner).setBody(body);
        }

        @Override
        public ClientHttpResponse execute() throws IOException {
            return new Response(inner.execute());
        }
    }

    private record Response(ClientHttpResponse inner) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return inner.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return inner.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return inner.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            return inner.getBody();
        }

        @Override
        public void close() {
            try {
                inner.getBody().close();
            } catch (IOException e) {
                log.debug("The connection was gone already", e);
            }
        }
    }
}
