package webconference.gateway.routes;

import static org.springframework.cloud.gateway.server.mvc.filter.AfterFilterFunctions.removeResponseHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.removeRequestHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.setPath;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.method;
import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import webconference.gateway.Caller;

/// Which service answers which path. What is not written here is not reachable from outside: the
/// services' `/internal` least of all. Redirects pass unchanged.
@Configuration(proxyBeanMethods = false)
class Routes {

    /// Takes as long as a server that is tried takes to answer.
    static final String TARGET_CHECKS = "/api/v1/streams/target-checks";

    private static final String EVENTS = "/api/v1/events";
    private static final String GUEST_EVENTS = "/api/v1/guests/{link}/events";
    private static final List<PathPattern> STREAMS =
            Stream.of(EVENTS, GUEST_EVENTS).map(PathPatternParser.defaultInstance::parse).toList();

    private final Relay relay;
    private final Availability availability;
    private final LiveStreams streams;
    private final ProblemResponse problems;
    private final Caller caller;

    Routes(
            Relay relay,
            Availability availability,
            LiveStreams streams,
            ProblemResponse problems,
            Caller caller) {
        this.relay = relay;
        this.availability = availability;
        this.streams = streams;
        this.problems = problems;
        this.caller = caller;
    }

    @Bean
    RouterFunction<ServerResponse> routesToServices(Services to) {
        return events(to.rooms())
                .and(guestEvents(to.rooms()))
                .and(asGuest("guests", path("/api/v1/guests/**"), to.rooms()))
                .and(asPerson("rooms", path("/api/v1/rooms/**"), to.rooms()))
                .and(asPerson("me", path("/api/v1/me/**"), to.rooms()))
                .and(asPerson("directory", path("/api/v1/directory"), to.rooms()))
                .and(asPerson("favourites", path("/api/v1/favourites/**"), to.rooms()))
                .and(configuration("rooms", to.rooms()))
                .and(configuration("meetings", to.meetings()))
                .and(configuration("streams", to.streams()))
                .and(configuration("notifications", to.notifications()))
                .and(asPerson("operations", path("/api/v1/ops/**"), to.rooms()))
                .and(asPerson("config", path("/api/v1/config"), to.rooms()))
                .and(targetChecks(to.streams()))
                .and(asPerson("streams", path("/api/v1/streams/**"), to.streams()))
                .and(asAnybody("entry", reading("/api/v1/entry"), to.meetings()))
                .and(
                        asAnybody(
                                "bbb-events",
                                method(HttpMethod.POST).and(path("/api/v1/bbb/events")),
                                to.meetings()))
                .and(documents("rooms", to.rooms()))
                .and(documents("meetings", to.meetings()))
                .and(documents("streams", to.streams()))
                .and(documents("notifications", to.notifications()));
    }

    /// Whether what is read there is a stream of events, which has no end.
    static boolean isStream(String path) {
        var parsed = PathContainer.parsePath(path);
        return STREAMS.stream().anyMatch(stream -> stream.matches(parsed));
    }

    private RouterFunction<ServerResponse> events(URI service) {
        return route("events")
                .route(reading(EVENTS), http())
                .filter(availability.explained(service.getAuthority()))
                .filter(relay.token())
                .filter(streams.watched())
                .before(uri(service))
                .before(removeRequestHeader("Cookie"))
                .after(removeResponseHeader("Set-Cookie"))
                .build();
    }

    private RouterFunction<ServerResponse> guestEvents(URI service) {
        return route("guest-events")
                .route(reading(GUEST_EVENTS), http())
                .filter(availability.explained(service.getAuthority()))
                .filter(streams.watched())
                .before(uri(service))
                .before(removeRequestHeader("Cookie"))
                .before(removeRequestHeader("Authorization"))
                .after(removeResponseHeader("Set-Cookie"))
                .build();
    }

    private RouterFunction<ServerResponse> asPerson(
            String name, RequestPredicate where, URI service) {
        return asPerson(name, where, service, service.getAuthority());
    }

    private RouterFunction<ServerResponse> asPerson(
            String name, RequestPredicate where, URI service, String breaker) {
        return route(name)
                .route(where, http())
                .filter(problems.asPages())
                .filter(relay.token())
                .filter(availability.guarded(breaker))
                .before(uri(service))
                .before(removeRequestHeader("Cookie"))
                .before(this::fromWhere)
                .after(removeResponseHeader("Set-Cookie"))
                .build();
    }

    /// Its breaker is one of its own: a slow server that is tried is not the service's fault.
    private RouterFunction<ServerResponse> targetChecks(URI service) {
        return asPerson("target-checks", path(TARGET_CHECKS), service, "target-checks");
    }

    /// The request carries its own proof; nobody's session speaks for it.
    private RouterFunction<ServerResponse> asAnybody(
            String name, RequestPredicate where, URI service) {
        return route(name)
                .route(where, http())
                .filter(problems.asPages())
                .filter(availability.guarded(service.getAuthority()))
                .before(uri(service))
                .before(removeRequestHeader("Cookie"))
                .after(removeResponseHeader("Set-Cookie"))
                .build();
    }

    /// Whoever holds a room's public link, and is nobody else by it: not even who they are signed
    /// in as in another tab.
    private RouterFunction<ServerResponse> asGuest(
            String name, RequestPredicate where, URI service) {
        return route(name)
                .route(where, http())
                .filter(problems.asPages())
                .filter(availability.guarded(service.getAuthority()))
                .before(uri(service))
                .before(removeRequestHeader("Cookie"))
                .before(removeRequestHeader("Authorization"))
                .before(this::fromWhere)
                .after(removeResponseHeader("Set-Cookie"))
                .build();
    }

    /// Says where a request comes from, whatever it says itself: guests' wrong codes are counted by
    /// it, and the audit keeps it.
    private ServerRequest fromWhere(ServerRequest request) {
        var address = caller.addressOf(request.servletRequest());
        return ServerRequest.from(request)
                .headers(headers -> headers.set("Caller-Address", address))
                .build();
    }

    private RouterFunction<ServerResponse> documents(String name, URI service) {
        return renamed("documents-" + name, "/api/docs/" + name, service, "/v3/api-docs");
    }

    /// What a service was set to, which it tells administrators without the secrets.
    private RouterFunction<ServerResponse> configuration(String name, URI service) {
        return renamed(
                "configuration-" + name,
                "/api/v1/ops/configuration/" + name,
                service,
                "/actuator/configprops");
    }

    private RouterFunction<ServerResponse> renamed(
            String name, String path, URI service, String pathThere) {
        return route(name)
                .route(reading(path), http())
                .filter(relay.token())
                .filter(availability.guarded(service.getAuthority()))
                .before(uri(service))
                .before(setPath(pathThere))
                .before(removeRequestHeader("Cookie"))
                .after(removeResponseHeader("Set-Cookie"))
                .build();
    }

    private static RequestPredicate reading(String path) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(path));
    }
}
