package webconference.room.invitation;

import java.net.URI;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.web.util.HtmlUtils;

/// The body of a message as it may be sent: paragraphs, bold, italics, lists, and links to the
/// portal. Everything else that was typed is gone.
///
/// @param html for mail programs that show it
/// @param text the same for those that do not
record MessageBody(String html, String text) {

    private static final Pattern ANCHOR =
            Pattern.compile("<a href=\"([^\"]*)\"[^>]*>(.*?)</a>", Pattern.DOTALL);
    private static final Pattern BREAK = Pattern.compile("<br ?/?>|</p>|</li>|</ul>|</ol>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]*://|www\\.)[^\\s<>\"]+");

    static MessageBody of(String typed, URI portal) {
        var html = allowed(portal).sanitize(typed).strip();
        return new MessageBody(html, text(html));
    }

    /// Whether the room's link is there, as a link or as plain words.
    boolean mentions(String link) {
        var from = text.indexOf(link);
        while (from >= 0) {
            var end = from + link.length();
            if (end == text.length() || !isPartOfAddress(text.charAt(end))) {
                return true;
            }
            from = text.indexOf(link, end);
        }
        return false;
    }

    private static boolean isPartOfAddress(char c) {
        return Character.isLetterOrDigit(c) || "/-_%?#&=@:".indexOf(c) >= 0;
    }

    /// Whether it names an address that is not the portal's, which mail programs would make a link.
    boolean leadsElsewhere(URI portal) {
        return ADDRESS.matcher(text).results().anyMatch(a -> !isOf(portal, a.group()));
    }

    private static PolicyFactory allowed(URI portal) {
        return new HtmlPolicyBuilder()
                .allowElements("p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li")
                .allowElements("a")
                .allowUrlProtocols("http", "https")
                .allowAttributes("href")
                .matching((_, _, value) -> isOf(portal, value) ? value : null)
                .onElements("a")
                .toFactory();
    }

    private static boolean isOf(URI portal, String address) {
        return address.equals(portal.toString()) || address.startsWith(portal + "/");
    }

    private static String text(String html) {
        var withAddresses =
                ANCHOR.matcher(html)
                        .replaceAll(a ->
                                java.util.regex.Matcher.quoteReplacement(
                                        a.group(2).equals(a.group(1))
                                                ? a.group(1)
                                                : a.group(2) + " (" + a.group(1) + ")"));
        var broken = BREAK.matcher(withAddresses).replaceAll("\n");
        return HtmlUtils.htmlUnescape(TAG.matcher(broken).replaceAll("")).strip();
    }
}
