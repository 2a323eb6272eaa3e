package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets nobody queue for rooms while somebody holds them locked. Calls about rooms never take all
/// connections to the database, and once one of them has waited for as long as the database lets
/// it, those that follow are refused at once for a moment: others, who want something else, go on.
@Configuration(proxyBeanMethods = false)
class Congestion implements WebMvcConfigurer, HandlerInterceptor {

    /// @param atOnce how many calls about rooms are answered at once: fewer than there are
    ///   connections
    /// @param patience how long one waits for its turn
    @ConfigurationProperties("room-calls")
    record Properties(@DefaultValue("6") int atOnce, @DefaultValue("1s") Duration patience) {}

    static final Duration REST = Duration.ofSeconds(1);

    private final AtomicLong refusesUntil = new AtomicLong(System.nanoTime());
    private final Semaphore turns;
    private final Duration patience;

    Congestion(Properties properties) {
        this.turns = new Semaphore(properties.atOnce(), true);
        this.patience = properties.patience();
    }

    /// What needs the locked table is refused for now.
    static final class Congested extends RuntimeException {}

    /// But for the streams of events, which last, and ask for rooms only at their beginning, and
    /// for what is downloaded, which lasts as long as its reader likes, and holds no room and no
    /// connection meanwhile.
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .order(Ordered.HIGHEST_PRECEDENCE) // before anything is asked of the database
                .addPathPatterns("/api/v1/rooms/**", "/api/v1/guests/**", "/api/v1/ops/**")
                .excludePathPatterns("/api/v1/guests/*/events", "/api/v1/ops/audit.csv");
    }

    /// A call waited in vain.
    void noticed() {
        refusesUntil.set(System.nanoTime() + REST.toNanos());
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (refuses() || !turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Congested();
        }
        if (refuses()) {
            turns.release();
            throw new Congested();
        }
        return true;
    }

    private boolean refuses() {
        return System.nanoTime() - refusesUntil.get() < 0;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        turns.release();
    }
}
