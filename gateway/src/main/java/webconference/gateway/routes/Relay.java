package webconference.gateway.routes;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import webconference.gateway.AccessTokens;
import webconference.gateway.AccessTokens.SignInNeeded;
import webconference.gateway.AccessTokens.SignInUnavailable;
import webconference.gateway.Problem;

/// Sends the session's access token along. A script's own token passes as it came.
@Component
class Relay {

    private final AccessTokens tokens;
    private final ProblemResponse problems;

    Relay(AccessTokens tokens, ProblemResponse problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    HandlerFilterFunction<ServerResponse, ServerResponse> token() {
        return (request, next) -> {
            try {
                var token = tokens.of(request.servletRequest());
                return next.handle(token.isEmpty() ? request : with(token.get(), request));
            } catch (SignInNeeded _) {
                return problems.of(Problem.SIGN_IN_NEEDED);
            } catch (SignInUnavailable _) {
                return problems.of(Problem.SIGN_IN_UNAVAILABLE);
            }
        };
    }

    private static ServerRequest with(String token, ServerRequest request) {
        return ServerRequest.from(request).headers(h -> h.setBearerAuth(token)).build();
    }
}
