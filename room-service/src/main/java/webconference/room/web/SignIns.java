package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import webconference.room.User;
import webconference.room.directory.Directory;
import webconference.room.directory.Person;

/// Tells controllers who asks, and the directory whom it has not met like that before.
@Configuration(proxyBeanMethods = false)
class SignIns implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String USER = User.class.getName();
    private static final int MOST_REMEMBERED = 10_000;

    private final Directory directory;
    private final Map<String, List<Object>> met =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<Object>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    SignIns(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getUserPrincipal() instanceof JwtAuthenticationToken token) {
            var claims = new Claims(token.getToken());
            meet(claims.person(), claims.groups(), claims.at());
            request.setAttribute(USER, known(claims.user()));
        }
        return true;
    }

    /// Groups and schools are what the directory knows now, not what the token said when it was
    /// made: who was taken out of a group, or left, is out at once.
    User known(User user) {
        var standing = directory.standing(user.id());
        return user.in(standing.groups(), standing.establishments());
    }

    private void meet(Person person, @Nullable Map<String, String> groups, @Nullable Instant at) {
        var told = List.<Object>of(person, groups == null ? Map.of() : groups);
        synchronized (met) {
            if (told.equals(met.get(person.id()))) {
                return;
            }
        }
        directory.learn(person, groups, at);
        synchronized (met) {
            met.put(person.id(), told);
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == User.class;
    }

    @Override
    public User resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return user(request);
    }

    /// Who asks, in the request that is being answered.
    static User user() {
        return user(RequestContextHolder.currentRequestAttributes());
    }

    private static User user(RequestAttributes request) {
        if (request.getAttribute(USER, RequestAttributes.SCOPE_REQUEST) instanceof User user) {
            return user;
        }
        throw new IllegalStateException("Nobody is signed in");
    }
}
