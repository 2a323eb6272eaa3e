package webconference.room.establishment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import webconference.room.Rules;

/// What holds for an establishment until somebody sets rules for it, and for rooms that belong to
/// none.
///
/// @param publicLinks whether guests may come by a public link
/// @param externalInvitations whether addresses outside the platform may be written to
/// @param openRooms how many rooms of an establishment may be open at once; none: no limit
/// @param streamHosts servers its rooms may be broadcast to; empty: all that the platform allows
@ConfigurationProperties("rules")
record DefaultRules(
        @DefaultValue("true") boolean publicLinks,
        @DefaultValue("false") boolean externalInvitations,
        @Nullable Integer openRooms,
        @DefaultValue List<String> streamHosts) {

    DefaultRules {
        if (openRooms != null && openRooms < 1) {
            throw new IllegalArgumentException("rules.open-rooms must be at least 1");
        }
        streamHosts = streamHosts.stream().map(String::strip).filter(h -> !h.isEmpty()).toList();
    }

    Rules rules() {
        return new Rules(publicLinks, externalInvitations, openRooms, streamHosts);
    }
}
