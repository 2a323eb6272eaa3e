package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets nobody queue for rooms while somebody holds them locked. Once a call has waited for as long
/// as the database lets it, those that follow are refused at once for a moment: they would only
/// hold the connections that others, who want something else, can use.
@Configuration(proxyBeanMethods = false)
class Congestion implements WebMvcConfigurer, HandlerInterceptor {

    static final Duration REST = Duration.ofSeconds(1);

    private final AtomicLong refusesUntil = new AtomicLong(System.nanoTime());

    /// What needs the locked table is refused for now.
    static final class Congested extends RuntimeException {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/api/v1/rooms/**",
                        "/api/v1/events",
                        "/api/v1/guests/**",
                        "/api/v1/ops/**");
    }

    /// A call waited in vain.
    void noticed() {
        refusesUntil.set(System.nanoTime() + REST.toNanos());
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (System.nanoTime() - refusesUntil.get() < 0) {
            throw new Congested();
        }
        return true;
    }
}
