package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Knows whether a request that failed has changed nothing. All that people change is changed in a
/// transaction: where none of the request's that may write was about to be kept, they read that
/// everything is as before. Where one was, nobody promises: it failed later, or while it was kept.
/// What is written down of a sign-in, before anything is answered, is no change.
@Component
class Unchanged implements TransactionExecutionListener, WebMvcConfigurer, HandlerInterceptor {

    private static final String KEEPING = Unchanged.class.getName() + ".keeping";

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null && !transaction.isReadOnly()) {
            request.setAttribute(KEEPING, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.LOWEST_PRECEDENCE); // after the sign-in
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.removeAttribute(KEEPING);
        return true;
    }

    /// Whether everything is as before the request.
    boolean after(WebRequest request) {
        return isReading(request)
                || request.getAttribute(KEEPING, RequestAttributes.SCOPE_REQUEST) == null;
    }

    private static boolean isReading(WebRequest request) {
        var method = request instanceof ServletWebRequest web ? web.getHttpMethod() : null;
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    }
}
