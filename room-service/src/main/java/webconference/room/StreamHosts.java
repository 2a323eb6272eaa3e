package webconference.room;

import java.util.List;

/// The servers that rooms may be broadcast to.
public interface StreamHosts {

    /// Looks at an address as it is now; this may ask the name service.
    Verdict check(String host, int port);

    /// Those that are allowed, for the person to read.
    List<String> allowed();

    /// Whether people are advised against an address without encryption.
    boolean prefersTls();

    /// What became of the check.
    enum Verdict {
        ALLOWED,
        NOT_LISTED,
        UNKNOWN,
        /// It leads into our own network.
        PRIVATE
    }
}
