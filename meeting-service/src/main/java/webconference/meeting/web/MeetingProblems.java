package webconference.meeting.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import webconference.meeting.MeetingNotFound;

/// Where what went wrong becomes what the caller reads (RFC 9457).
@RestControllerAdvice
class MeetingProblems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail on(MeetingNotFound e) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
        problem.setType(URI.create("urn:problem:meeting-not-found"));
        return problem;
    }
}
