package webconference.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;

/// The sign-ins under way, each with the page it began at, kept in the session by their `state`:
/// several tabs may sign in at once, and each comes back to its own page.
@Component
class SignInRequests
        implements AuthorizationRequestRepository<OAuth2AuthorizationRequest>,
                OAuth2AuthorizationRequestResolver {

    /// Set on the request once the provider's answer matched: where to go now.
    static final String RETURN = SignInRequests.class.getName() + ".return";

    private static final String PREFIX = "sign-in ";
    private static final int AT_ONCE = 10;

    private final DefaultOAuth2AuthorizationRequestResolver beginning;

    SignInRequests(IdentityProvider provider) {
        this.beginning = new DefaultOAuth2AuthorizationRequestResolver(provider);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return withReturn(beginning.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
            HttpServletRequest request, String registration) {
        return withReturn(beginning.resolve(request, registration), request);
    }

    private static @Nullable OAuth2AuthorizationRequest withReturn(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request) {
        if (begun == null) {
            return null;
        }
        var page = ReturnPath.of(request.getParameter("return"));
        return OAuth2AuthorizationRequest.from(begun)
                .attributes(a -> a.put(RETURN, page.value()))
                .build();
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (begun == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        var session = request.getSession();
        var underWay = underWay(session);
        if (underWay.size() >= AT_ONCE) {
            underWay.forEach(session::removeAttribute);
        }
        session.setAttribute(PREFIX + begun.getState(), begun);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(
            HttpServletRequest request) {
        var session = request.getSession(false);
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        return session != null
                        && state != null
                        && session.getAttribute(PREFIX + state)
                                instanceof OAuth2AuthorizationRequest begun
                ? begun
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var begun = loadAuthorizationRequest(request);
        if (begun != null) {
            request.getSession().removeAttribute(PREFIX + begun.getState());
            request.setAttribute(RETURN, begun.getAttribute(RETURN));
        }
        return begun;
    }

    private static List<String> underWay(HttpSession session) {
        return Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList();
    }
}
