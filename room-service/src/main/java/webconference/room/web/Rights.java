package webconference.room.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What people may do on this platform by what they are: the values of their token's `profile`.
///
/// @param view who may use the portal; empty: everybody who can sign in
/// @param create who may have rooms of their own
/// @param stream who may set where a room is broadcast to
@ConfigurationProperties("rights")
record Rights(Set<String> view, Set<String> create, Set<String> stream) {

    boolean mayView(@Nullable String profile) {
        return view.isEmpty() || isOneOf(view, profile);
    }

    boolean mayCreate(@Nullable String profile) {
        return isOneOf(create, profile);
    }

    boolean mayStream(@Nullable String profile) {
        return isOneOf(stream, profile);
    }

    private static boolean isOneOf(Set<String> profiles, @Nullable String profile) {
        return profile != null && profiles.contains(profile);
    }
}
