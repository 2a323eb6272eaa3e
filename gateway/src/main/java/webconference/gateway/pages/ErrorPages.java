package webconference.gateway.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import webconference.gateway.AccessTokens.SignInUnavailable;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// The last resort: whatever went wrong anywhere is told in words, never with a stack trace.
@Controller
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final ProblemAnswer answers;

    ErrorPages(ProblemAnswer answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var problem = problemOf(request);
        var code = answers.write(problem, request, response);
        if (problem == Problem.FAILED) {
            log.error(
                    "{} failed [{}]",
                    request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
                    code,
                    failure(request));
        }
    }

    private static Problem problemOf(HttpServletRequest request) {
        if (failure(request) instanceof SignInUnavailable) {
            return Problem.SIGN_IN_UNAVAILABLE;
        }
        // Without a status nothing went wrong: somebody asked for the page itself.
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? problemOf(status, failure(request))
                : Problem.NOT_FOUND;
    }

    /// A service may fall silent before it has told all of its answer. Callers who are too slow
    /// have a status of their own.
    private static Problem problemOf(int status, @Nullable Throwable failure) {
        return status == Problem.FAILED.status() && failure instanceof SocketTimeoutException
                ? Problem.UNAVAILABLE
                : Problem.of(status);
    }

    private static @Nullable Throwable failure(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                ? failure
                : null;
    }
}
