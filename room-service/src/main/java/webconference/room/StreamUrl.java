package webconference.room;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An RTMP address as PeerTube's « Paramètres du direct » shows it: scheme, host, perhaps a port,
/// and the application's path. Nothing else, so that nothing can be hidden in it.
record StreamUrl(String scheme, String host, int port, List<String> path) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~-]{1,100}");
    private static final Pattern KEY = Pattern.compile("(?=.*[0-9])[A-Za-z0-9_-]{16,}");
    private static final int DEFAULT_PORT = 1935;
    private static final int DEFAULT_TLS_PORT = 443;

    /// What is wrong with an address; the code of the sentence that is shown.
    static final class Unreadable extends Exception {
        private final String code;

        private Unreadable(String code) {
            super(code);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /// Reads what somebody typed; spaces around and one final `/` do not count.
    static StreamUrl parse(String typed) throws Unreadable {
        var uri = uri(typed.strip());
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        if (!(scheme.equals("rtmp") || scheme.equals("rtmps")) || host == null) {
            throw new Unreadable("stream-url-form");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > 65_535) {
            throw new Unreadable("stream-url-extras");
        }
        var path = path(uri.getRawPath());
        var underLive = path.size() > 1 && path.getFirst().equals("live");
        if (underLive || KEY.matcher(path.getLast()).matches()) {
            throw new Unreadable("stream-url-has-key");
        }
        return new StreamUrl(scheme, host.toLowerCase(Locale.ROOT), uri.getPort(), path);
    }

    private static URI uri(String typed) throws Unreadable {
        try {
            return new URI(typed);
        } catch (URISyntaxException e) {
            throw new Unreadable("stream-url-form");
        }
    }

    private static List<String> path(String raw) throws Unreadable {
        var trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        if (trimmed.length() < 2) {
            throw new Unreadable("stream-url-path");
        }
        var words = Arrays.asList(trimmed.substring(1).split("/", -1));
        if (words.stream()
                .anyMatch(w -> w.equals(".") || w.equals("..") || !WORD.matcher(w).matches())) {
            throw new Unreadable("stream-url-path");
        }
        return words;
    }

    boolean isSecure() {
        return scheme.equals("rtmps");
    }

    /// The port that is connected to.
    int effectivePort() {
        if (port > 0) {
            return port;
        }
        return isSecure() ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port > 0 ? ":" + port : "") + "/" + String.join("/", path);
    }
}
