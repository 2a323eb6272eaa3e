package webconference.gateway.routes;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.filter.FormFilter;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/// Lets a form's body pass byte for byte: a meeting server signs what it sends. The framework's own
/// filter reads the fields and writes them anew, which is the same form and another text. Whoever
/// asks for parameters from here on gets the address's only, so that the body stays unread.
///
/// The form by which somebody signed in enters by a public link was read already, when it was
/// looked whether it is ours: that one is written anew, or its fields would be lost.
@Component
class RawForms extends FormFilter {

    private static final RequestMatcher READ_ALREADY =
            pathPattern(HttpMethod.POST, "/api/v1/me/public-links/{link}/join");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !isForm(http)) {
            chain.doFilter(request, response);
            return;
        }
        if (READ_ALREADY.matches(http)) {
            super.doFilter(request, response, chain);
            return;
        }
        MultiValueMap<String, String> parameters;
        try {
            parameters = MvcUtils.decodeQueryString(http.getQueryString(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(new Unread(http, parameters), response);
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && type.startsWith("application/x-www-form-urlencoded")
                && "POST".equals(request.getMethod());
    }

    private static final class Unread extends HttpServletRequestWrapper {

        private final MultiValueMap<String, String> parameters;

        Unread(HttpServletRequest request, MultiValueMap<String, String> parameters) {
            super(request);
            this.parameters = parameters;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return parameters.getFirst(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            var values = parameters.get(name);
            return values == null ? null : values.toArray(String[]::new);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> all = new LinkedHashMap<>();
            parameters.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
            return all;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }
}
