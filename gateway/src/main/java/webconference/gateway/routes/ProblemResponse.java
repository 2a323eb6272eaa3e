package webconference.gateway.routes;

import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// A problem as the answer of a route.
@Component
class ProblemResponse {

    private final ProblemAnswer answers;

    ProblemResponse(ProblemAnswer answers) {
        this.answers = answers;
    }

    ServerResponse of(Problem problem) {
        return GatewayServerResponse.status(problem.status())
                .build((request, response) -> {
                    answers.write(problem, request, response);
                    return null;
                });
    }
}
