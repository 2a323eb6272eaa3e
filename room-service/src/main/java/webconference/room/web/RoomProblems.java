package webconference.room.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import webconference.eventing.DeadLetters;
import webconference.room.Deed;
import webconference.room.EnoughForToday;
import webconference.room.GuestRefused;
import webconference.room.InputRefused;
import webconference.room.KeyTaken;
import webconference.room.LinkInvalid;
import webconference.room.NoVacancy;
import webconference.room.NotAllowed;
import webconference.room.RoomConflict;
import webconference.room.RoomNotFound;
import webconference.room.StaleSettings;
import webconference.room.StaleShares;
import webconference.room.TooManyTries;
import webconference.room.UserId;
import webconference.room.access.AccessRequestNotFound;
import webconference.room.directory.FavouriteNotFound;
import webconference.room.establishment.EstablishmentNotFound;
import webconference.room.establishment.StaleRules;
import webconference.room.invitation.InvitationIncomplete;
import webconference.room.invitation.InvitationNotFound;
import webconference.room.invitation.TooManyInvitations;
import webconference.room.invitation.WordsForgotten;
import webconference.room.operations.DeadLetterNotFound;

/// The one place where what went wrong becomes what the caller reads (RFC 9457), in their language.
@RestControllerAdvice
class RoomProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(RoomProblems.class);
    private static final int CODE_LENGTH = 8;
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Wording words;
    private final RoomViews views;
    private final ShareViews shares;
    private final ObjectProvider<Tracer> tracer;
    private final ApplicationEventPublisher deeds;
    private final MeterRegistry meters;
    private final Congestion congestion;
    private final Unchanged unchanged;

    RoomProblems(
            Wording words,
            RoomViews views,
            ShareViews shares,
            ObjectProvider<Tracer> tracer,
            ApplicationEventPublisher deeds,
            MeterRegistry meters,
            Congestion congestion,
            Unchanged unchanged) {
        this.words = words;
        this.views = views;
        this.shares = shares;
        this.tracer = tracer;
        this.deeds = deeds;
        this.meters = meters;
        this.congestion = congestion;
        this.unchanged = unchanged;
    }

    @ExceptionHandler
    ProblemDetail on(RoomNotFound e, WebRequest request) {
        refused(Deed.in(e.id(), "FIND", asker(), null, asked(request)).refused());
        return problem(HttpStatus.NOT_FOUND, "room-not-found");
    }

    @ExceptionHandler
    ProblemDetail on(NotAllowed e) {
        refused(e.refused());
        meters.counter("authz.denied").increment();
        return problem(HttpStatus.FORBIDDEN, "not-allowed");
    }

    @ExceptionHandler
    ProblemDetail on(NotWelcome e) {
        meters.counter("authz.denied").increment();
        return problem(HttpStatus.FORBIDDEN, "not-welcome");
    }

    @ExceptionHandler
    ProblemDetail on(RoomConflict e) {
        return problem(
                HttpStatus.CONFLICT, e.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @ExceptionHandler
    ProblemDetail on(KeyTaken e) {
        var problem = problem(HttpStatus.CONFLICT, "stream-key-live");
        if (e.by() != null) {
            problem.setDetail(words.text("problem.stream-key-live.by", e.by()));
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(NoVacancy e) {
        refused(e.refused());
        var problem =
                problem(
                        HttpStatus.CONFLICT,
                        e.of().name().toLowerCase(Locale.ROOT) + "-full",
                        e.limit());
        problem.setProperty("limit", e.limit());
        var taken = e.taken();
        if (taken != null) {
            problem.setProperty("openRooms", views.of(taken));
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(StaleRules e) {
        return problem(HttpStatus.CONFLICT, "stale-rules");
    }

    @ExceptionHandler
    ProblemDetail on(EstablishmentNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "establishment-not-found");
    }

    @ExceptionHandler
    ProblemDetail on(StaleSettings e) {
        var problem = problem(HttpStatus.CONFLICT, "stale-settings");
        problem.setProperty("current", views.of(e.current(), SignIns.user()));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(StaleShares e) {
        var problem = problem(HttpStatus.CONFLICT, "stale-settings");
        problem.setProperty("current", views.of(e.current(), SignIns.user()));
        problem.setProperty("currentShares", shares.of(e.current()));
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(FavouriteNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "favourite-not-found");
    }

    @ExceptionHandler
    ProblemDetail on(InputRefused e) {
        return refused(HttpStatus.BAD_REQUEST, "input-refused", e);
    }

    @ExceptionHandler
    ProblemDetail on(GuestRefused e) {
        return refused(HttpStatus.UNPROCESSABLE_CONTENT, "guest-refused", e);
    }

    @ExceptionHandler
    ProblemDetail on(LinkInvalid e) {
        return problem(HttpStatus.NOT_FOUND, "link-invalid");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyTries e) {
        refused(Deed.in(e.room(), "ENTER_AS_GUEST", null, null, "wrong codes").refused());
        var seconds = e.until().plusMillis(999).toSeconds();
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-tries"));
    }

    @ExceptionHandler
    ProblemDetail on(DeadLetterNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "dead-letter-not-found");
    }

    @ExceptionHandler
    ProblemDetail on(AccessRequestNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "access-request-not-found");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(EnoughForToday e) {
        refused(e.refused());
        var code =
                switch (e.counted()) {
                    case ACCESS_REQUESTS -> "too-many-access-requests";
                    case PLACE_REQUESTS -> "too-many-place-requests";
                };
        var seconds = e.until().plusMillis(999).toSeconds();
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, code, e.most()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Downloads.UnderWay e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, "10")
                .body(problem(HttpStatus.TOO_MANY_REQUESTS, "download-under-way"));
    }

    @ExceptionHandler
    ProblemDetail on(InvitationIncomplete e) {
        return refused(HttpStatus.UNPROCESSABLE_CONTENT, "invitation-incomplete", e);
    }

    @ExceptionHandler
    ProblemDetail on(InvitationNotFound e) {
        return problem(HttpStatus.NOT_FOUND, "invitation-not-found");
    }

    @ExceptionHandler
    ProblemDetail on(WordsForgotten e) {
        return problem(HttpStatus.CONFLICT, "words-forgotten");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyInvitations e) {
        refused(e.refused());
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(e.within().toSeconds()))
                .body(tooMany(e));
    }

    private ProblemDetail tooMany(TooManyInvitations e) {
        var problem = problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-invitations");
        var limit = e.limit().name().toLowerCase(Locale.ROOT).replace('_', '-');
        problem.setDetail(
                words.text(
                        "problem.too-many-invitations." + limit, e.most(), e.within().toMinutes()));
        return problem;
    }

    /// Somebody holds what was asked for, for longer than anybody should wait.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(PessimisticLockingFailureException e) {
        congestion.noticed();
        return unavailable(e);
    }

    /// Somebody holds what few others want, such as a sender's turn. Spring has no name for it.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UncategorizedSQLException e, WebRequest request) {
        var cause = e.getSQLException();
        return cause != null && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())
                ? unavailable(e)
                : ResponseEntity.internalServerError().body(on((Exception) e, request));
    }

    /// The database does not answer, or has no connection to spare; or Kafka does not.
    @ExceptionHandler({
        Congestion.Congested.class,
        QueryTimeoutException.class,
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        DeadLetters.Unreachable.class
    })
    ResponseEntity<ProblemDetail> unavailable(Exception e) {
        log.warn("A request has to come again: {}", e.toString());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Congestion.REST.toSeconds()))
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable"));
    }

    /// The database keeps no text with a NUL in it, whoever typed it wherever.
    @ExceptionHandler
    ProblemDetail on(DataIntegrityViolationException e, WebRequest request) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                        && CHARACTER_NOT_IN_REPERTOIRE.equals(cause.getSQLState())
                ? problem(HttpStatus.BAD_REQUEST, "bad-request")
                : on((Exception) e, request);
    }

    /// What nobody foresaw: its text is for the log, its code for who asks for help. That nothing
    /// was changed is said only where it is so.
    @ExceptionHandler
    ProblemDetail on(Exception e, WebRequest request) {
        var problem = problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error");
        if (unchanged.after(request)) {
            problem.setDetail(words.text("problem.internal-error.unchanged"));
            problem.setProperty("unchanged", true);
        }
        log.error("Request failed, code {}", problem.getProperties(), e);
        return problem;
    }

    /// An id that cannot be one is an unknown one.
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e instanceof MethodArgumentTypeMismatchException mismatch
                && List.of("id", "openRoom", "invitation").contains(mismatch.getName())) {
            var slug =
                    mismatch.getName().equals("invitation")
                            ? "invitation-not-found"
                            : "room-not-found";
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(problem(HttpStatus.NOT_FOUND, slug));
        }
        return super.handleTypeMismatch(e, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var known = HttpStatus.resolve(status.value());
        var slug =
                known == null || known == HttpStatus.BAD_REQUEST
                        ? "bad-request"
                        : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return ResponseEntity.status(status).headers(headers).body(problem(status, slug));
    }

    private ProblemDetail refused(HttpStatus status, String slug, InputRefused e) {
        var problem = problem(status, slug);
        problem.setProperty("errors", e.problems().stream().map(words::of).toList());
        return problem;
    }

    private ProblemDetail problem(HttpStatusCode status, String slug, Object... details) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:problem:" + slug));
        problem.setTitle(words.text("problem." + slug + ".title", details));
        problem.setDetail(words.text("problem." + slug + ".detail", details));
        problem.setProperty("code", code());
        return problem;
    }

    /// The beginning of the trace's id: support finds the whole story by it.
    private String code() {
        var span = tracer.stream().findFirst().map(Tracer::currentSpan).orElse(null);
        var id =
                span == null
                        ? "%08x".formatted(ThreadLocalRandom.current().nextInt())
                        : span.context().traceId();
        return id.substring(0, CODE_LENGTH);
    }

    /// Leaves a line of what was refused. That the audit cannot be written now changes no answer.
    private void refused(Deed deed) {
        try {
            deeds.publishEvent(deed);
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "{} was refused to {}, and the audit did not take it",
                    deed.what(),
                    deed.by(),
                    e);
        }
    }

    private static @Nullable UserId asker() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof JwtAuthenticationToken
                ? new UserId(authentication.getName())
                : null;
    }

    /// The method and the address's pattern: nothing that somebody typed.
    private static String asked(WebRequest request) {
        var pattern =
                request.getAttribute(
                        HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
                        RequestAttributes.SCOPE_REQUEST);
        var method = request instanceof ServletWebRequest web ? web.getHttpMethod() : null;
        return method + " " + pattern;
    }
}
