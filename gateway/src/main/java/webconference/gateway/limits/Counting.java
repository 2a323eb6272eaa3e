package webconference.gateway.limits;

import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// What a request is counted for. Files and pages of the portal are for none: they cost nothing.
class Counting {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private static final RequestMatcher SIGN_IN =
            new OrRequestMatcher(
                    pathPattern("/oauth2/**"), pathPattern("/login/**"), pathPattern("/logout/**"));
    private static final RequestMatcher GUEST = pathPattern("/api/v1/guests/**");
    private static final RequestMatcher GUEST_ENTERS = pathPattern(POST, "/api/v1/guests/{link}/*");
    private static final RequestMatcher MEMBER_ENTERS =
            pathPattern(POST, "/api/v1/me/public-links/{link}/*");
    private static final RequestMatcher CALL =
            new OrRequestMatcher(pathPattern("/api/**"), pathPattern("/session"));
    private static final RequestMatcher SEARCH = pathPattern("/api/v1/directory");
    private static final RequestMatcher EXPORT = pathPattern("/api/v1/me/export");
    private static final RequestMatcher TARGET_CHECK = pathPattern("/api/v1/streams/target-checks");
    private static final RequestMatcher JOIN = pathPattern(POST, "/api/v1/rooms/{room}/join");
    private static final RequestMatcher ROOM = pathPattern("/api/v1/rooms/{room}/**");

    private final Limits limits;

    Counting(Limits limits) {
        this.limits = limits;
    }

    /// @param address where somebody comes from who has not shown who they are
    List<Count> ofVisitor(HttpServletRequest asked, String address) {
        if (SIGN_IN.matches(asked)) {
            return List.of(Count.of("sign-ins", address, limits.signIns()));
        }
        if (GUEST.matches(asked)) {
            return ofGuest(asked, address);
        }
        return CALL.matches(asked)
                ? List.of(Count.of("visitors", address, limits.visitors()))
                : List.of();
    }

    private List<Count> ofGuest(HttpServletRequest asked, String address) {
        List<Count> counts = new ArrayList<>();
        counts.add(Count.of("guests", address, limits.guests()));
        var enters = GUEST_ENTERS.matcher(asked);
        if (enters.isMatch()) {
            counts.add(Count.of("link-joins", in(enters, "link"), limits.linkJoins()));
        }
        return counts;
    }

    List<Count> ofPerson(HttpServletRequest asked, String person) {
        if (!CALL.matches(asked)) {
            return List.of();
        }
        List<Count> counts = new ArrayList<>();
        counts.add(Count.of("person", person, limits.person()));
        if (SEARCH.matches(asked)) {
            counts.add(Count.of("searches", person, limits.searches()));
        }
        if (EXPORT.matches(asked)) {
            counts.add(Count.of("exports", person, limits.exports()));
        }
        if (TARGET_CHECK.matches(asked)) {
            counts.add(Count.of("target-checks", person, limits.targetChecks()));
        }
        var enters = MEMBER_ENTERS.matcher(asked);
        if (enters.isMatch()) {
            counts.add(Count.of("link-joins", in(enters, "link"), limits.linkJoins()));
        }
        var join = JOIN.matcher(asked);
        var room = ROOM.matcher(asked);
        if (join.isMatch()) {
            counts.add(Count.of("room-joins", in(join, "room"), limits.roomJoins()));
        } else if (room.isMatch() && !HARMLESS.contains(asked.getMethod())) {
            counts.add(Count.of("changes", person, limits.changes()));
            counts.add(Count.of("room-changes", in(room, "room"), limits.roomChanges()));
        }
        return counts;
    }

    private static String in(RequestMatcher.MatchResult match, String variable) {
        return match.getVariables().getOrDefault(variable, "");
    }
}
