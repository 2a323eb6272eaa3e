package webconference.gateway.limits;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import webconference.gateway.Caller;
import webconference.gateway.Problem;
import webconference.gateway.ProblemAnswer;

/// Counts each request once for the person who asks, or until they are known, for the address they
/// come from; and answers instead of the rest when that is too often. A person who is known by
/// their session does not count for their address: one pupil must not use up a whole school's.
class LimitFilter implements Filter {

    private static final Logger log = LoggerFactory.getLogger(LimitFilter.class);
    private static final String COUNTED_FOR = LimitFilter.class.getName() + ".counted-for";

    private final Counting counting;
    private final SharedCounts counts;
    private final Caller caller;
    private final ProblemAnswer answers;

    LimitFilter(Counting counting, SharedCounts counts, Caller caller, ProblemAnswer answers) {
        this.counting = counting;
        this.counts = counts;
        this.caller = caller;
        this.answers = answers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer) {
            var concerned = concerned(asked);
            var wait = concerned.isEmpty() ? Optional.<Duration>empty() : counts.take(concerned);
            if (wait.isPresent()) {
                var code = answers.write(Problem.TOO_MANY, wait.get(), asked, answer);
                log.info("Too many requests [{}]: {}", code, concerned.getLast().kind());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private List<Count> concerned(HttpServletRequest asked) {
        var person = caller.person();
        var whom = person == null ? "address" : "person";
        if (whom.equals(asked.getAttribute(COUNTED_FOR))) {
            return List.of();
        }
        asked.setAttribute(COUNTED_FOR, whom);
        return person == null
                ? counting.ofVisitor(asked, caller.addressOf(asked))
                : counting.ofPerson(asked, person);
    }
}
