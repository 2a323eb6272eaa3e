package webconference.gateway.routes;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;

/// Calls the services. Each call is made by the thread that answers it, which is a virtual one, and
/// fails when the service is silent for longer than it may be. A caller who leaves in the middle of
/// an answer costs the rest of it, streams of events excepted.
@Component
class ServiceClient implements ClientHttpRequestFactory, DisposableBean {

    private static final TimeValue IDLE_AT_MOST = TimeValue.ofSeconds(30);
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final CloseableHttpClient http;
    private final UndrainedClient streams;
    private final ClientHttpRequestFactory calls;
    private final ClientHttpRequestFactory targetChecks;

    ServiceClient(Services services) {
        this.http = client(services.connectWithin());
        this.streams = new UndrainedClient(services.connectWithin());
        this.calls = requests(services.answerWithin());
        this.targetChecks = requests(services.checkWithin());
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
        return requestsFor(uri.getPath(), method).createRequest(uri, method);
    }

    private ClientHttpRequestFactory requestsFor(String path, HttpMethod method) {
        if (READING.contains(method) && Routes.isStream(path)) {
            return streams;
        }
        return path.equals(Routes.TARGET_CHECKS) ? targetChecks : calls;
    }

    @Override
    public void destroy() throws IOException {
        streams.close();
        http.close();
    }

    private ClientHttpRequestFactory requests(Duration silentAtMost) {
        var requests = new HttpComponentsClientHttpRequestFactory(http);
        requests.setReadTimeout(silentAtMost);
        return requests;
    }

    /// What a service answers passes as it is: redirects, cookies and compressed bodies too. There
    /// are as many connections as calls: slow readers, who hold one each, must not use them up.
    private static CloseableHttpClient client(Duration connectWithin) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                        .setMaxConnTotal(Integer.MAX_VALUE)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.of(connectWithin))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRetryStrategy(new OnceMore())
                .evictIdleConnections(IDLE_AT_MOST)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /// Asks again where the service closed the connection in that moment, as long as asking twice
    /// changes nothing.
    private static final class OnceMore implements HttpRequestRetryStrategy {

        @Override
        public boolean retryRequest(
                HttpRequest request, IOException failure, int tries, HttpContext context) {
            var closed =
                    failure instanceof NoHttpResponseException
                            || failure.getClass().equals(SocketException.class); // reset
            return closed && tries == 1 && Method.isSafe(request.getMethod());
        }

        @Override
        public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
            return false;
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
            return TimeValue.ZERO_MILLISECONDS;
        }
    }
}
