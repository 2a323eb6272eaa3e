package webconference.room.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.ErrorResponseException;
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
import webconference.room.directory.SignInOver;
import webconference.room.directory.Standing;

/// Tells controllers who asks, and the directory whom it has not met like that before.
@Configuration(proxyBeanMethods = false)
class SignIns implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String USER = User.class.getName();
    private static final Logger log = LoggerFactory.getLogger(SignIns.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final Directory directory;
    private final Rights rights;
    private final Map<String, List<Object>> met =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<Object>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    SignIns(Directory directory, Rights rights) {
        this.directory = directory;
        this.rights = rights;
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
            if (!claims.mayView(rights)) {
                throw new NotWelcome();
            }
            meet(claims.person(), claims.groups(), claims.at());
            var user = claims.user(rights);
            var standing = directory.standing(user.id());
            if (standing.isEmpty()) { // erased since they were met
                learn(claims.person(), claims.groups(), claims.at());
                standing = directory.standing(user.id());
            }
            request.setAttribute(USER, standing.map(s -> as(user, s)).orElseGet(user::departed));
        }
        return true;
    }

    /// Groups and schools are what the directory knows now, not what the token said when it was
    /// made: who was taken out of a group, or left, is out at once.
    private static User as(User user, Standing standing) {
        return standing.left()
                ? user.departed()
                : user.in(standing.groups(), standing.establishments());
    }

    /// Whether what counts of somebody is still what it was when they asked.
    boolean isUpToDate(User user) {
        return directory.standing(user.id()).map(s -> as(user, s)).equals(Optional.of(user));
    }

    private void meet(Person person, @Nullable Map<String, String> groups, @Nullable Instant at) {
        synchronized (met) {
            if (told(person, groups).equals(met.get(person.id()))) {
                return;
            }
        }
        try {
            learn(person, groups, at);
        } catch (PessimisticLockingFailureException e) {
            // The directory is writing them down itself: what it says counts, the token comes
            // again.
            log.info("{} is being written by another", person.id());
        }
    }

    private void learn(Person person, @Nullable Map<String, String> groups, @Nullable Instant at) {
        try {
            directory.learn(person, groups, at);
        } catch (SignInOver e) {
            throw new ErrorResponseException(HttpStatus.UNAUTHORIZED, e);
        }
        synchronized (met) {
            met.put(person.id(), told(person, groups));
        }
    }

    private static List<Object> told(Person person, @Nullable Map<String, String> groups) {
        return List.of(person, groups == null ? Map.of() : groups);
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
