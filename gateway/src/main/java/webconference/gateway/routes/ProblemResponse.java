package webconference.gateway.routes;

import java.time.Duration;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// A problem as the answer of a route.
@Component
class ProblemResponse {

    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final ProblemAnswer answers;

    ProblemResponse(ProblemAnswer answers) {
        this.answers = answers;
    }

    ServerResponse of(Problem problem) {
        return of(problem, A_MOMENT);
    }

    ServerResponse of(Problem problem, Duration wait) {
        return GatewayServerResponse.status(problem.status())
                .build((request, response) -> {
                    answers.write(problem, wait, request, response);
                    return null;
                });
    }

    /// Whoever submits a form, or follows a link into a meeting, sees a page: what a service
    /// refuses is shown as one, instead of what it wrote for a program.
    HandlerFilterFunction<ServerResponse, ServerResponse> asPages() {
        return (request, next) -> {
            var answer = next.handle(request);
            if (answer.statusCode().isError()
                    && ProblemAnswer.showsPages(request.servletRequest())
                    && !isPage(answer)
                    && MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR)
                            instanceof ClientHttpResponse source) {
                source.close();
                return of(Problem.ofRoom(answer.statusCode().value()), waitOf(answer));
            }
            return answer;
        };
    }

    private static boolean isPage(ServerResponse answer) {
        return MediaType.TEXT_HTML.isCompatibleWith(answer.headers().getContentType());
    }

    private static Duration waitOf(ServerResponse answer) {
        var told = answer.headers().getFirst(HttpHeaders.RETRY_AFTER);
        return told != null && told.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Long.parseLong(told))
                : A_MOMENT;
    }
}
