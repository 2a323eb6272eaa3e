package webconference.room.invitation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /// What mail programs make a link of, though nobody wrote one: an address with its scheme, one
    /// that begins with `www.`, a name with a path, and what may be a host's bare name.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    """
                    (?xiU)
                    (?<![\\w@.-])
                    (?: [a-z][a-z0-9+.-]*:// [^\\s<>"]+
                      | www\\. [^\\s<>"]+
                      | (?:[\\w-]+\\.)+ [a-z]{2,} / [^\\s<>"]*
                      | (?<bare> (?:[\\w-]+\\.)+ (?:xn--[a-z0-9-]+ | \\p{L}{2,}) ) (?![\\w@-]|\\.\\w)
                    )
                    """);

    private static final Pattern ENDS_A_SENTENCE = Pattern.compile("[.,;:!?)»'\\]]+$");

    /// A body, and what had to be refused in it.
    ///
    /// @param strangeTargets where its links would have led, other than to the portal
    record Read(MessageBody body, List<String> strangeTargets) {}

    static Read read(String typed, URI portal) {
        var strange = new ArrayList<String>();
        var html = allowed(portal, strange).sanitize(typed).strip();
        return new Read(of(html), List.copyOf(strange));
    }

    private static MessageBody of(String html) {
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

    /// The same for who enters by another link: it stands wherever the room's link does, and below
    /// where the sender wrote neither.
    MessageBody leadingTo(String other, String link) {
        var body = of(html.replace(link, other));
        return body.mentions(other)
                ? body
                : of(body.html + "<p><a href=\"" + other + "\">" + other + "</a></p>");
    }

    private static boolean isPartOfAddress(char c) {
        return Character.isLetterOrDigit(c) || "/-_%?#&=@:".indexOf(c) >= 0;
    }

    /// Whether it names an address that is not the portal's, which mail programs would make a link.
    boolean leadsElsewhere(URI portal) {
        return leadElsewhere(text, portal);
    }

    /// The same of other words that go with it.
    static boolean leadElsewhere(String words, URI portal) {
        return addressesIn(words).stream().anyMatch(address -> !isOf(portal, withScheme(address)));
    }

    /// Whether a link shows another address than the one it leads to.
    boolean deceives() {
        return ANCHOR.matcher(html)
                .results()
                .anyMatch(link -> {
                    var target = HtmlUtils.htmlUnescape(link.group(1));
                    return addressesIn(plain(link.group(2))).stream()
                            .anyMatch(shown -> !isSame(withScheme(shown), target));
                });
    }

    private static boolean isSame(String shown, String target) {
        return withoutLastSlash(shown).equals(withoutLastSlash(target));
    }

    private static String withoutLastSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static List<String> addressesIn(String words) {
        return ADDRESS.matcher(words)
                .results()
                .filter(found ->
                        found.group("bare") == null || HostNames.isOne(found.group("bare")))
                .map(found -> ENDS_A_SENTENCE.matcher(found.group()).replaceAll(""))
                .toList();
    }

    private static String withScheme(String address) {
        return address.contains("://") ? address : "https://" + address;
    }

    private static PolicyFactory allowed(URI portal, List<String> strange) {
        return new HtmlPolicyBuilder()
                .allowElements("p", "br", "b", "strong", "i", "em", "u", "ul", "ol", "li")
                .allowElements("a")
                .allowUrlProtocols("http", "https")
                .allowAttributes("href")
                .matching((_, _, value) -> {
                    if (isOf(portal, value)) {
                        return value;
                    }
                    strange.add(value);
                    return null;
                })
                .onElements("a")
                .toFactory();
    }

    private static boolean isOf(URI portal, String address) {
        var origin = portal.toString();
        return address.regionMatches(true, 0, origin, 0, origin.length())
                && (address.length() == origin.length()
                        || "/?#".indexOf(address.charAt(origin.length())) >= 0)
                && isPage(address);
    }

    /// Not what programs ask for: an entrance is one person's own, and nothing to pass on.
    private static boolean isPage(String address) {
        try {
            return Stream.of(new URI(address).getPath().split("/"))
                    .noneMatch("api"::equalsIgnoreCase);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String text(String html) {
        var withAddresses =
                ANCHOR.matcher(html)
                        .replaceAll(link ->
                                Matcher.quoteReplacement(
                                        link.group(2).equals(link.group(1))
                                                ? link.group(1)
                                                : link.group(2) + " (" + link.group(1) + ")"));
        return plain(BREAK.matcher(withAddresses).replaceAll("\n")).strip();
    }

    private static String plain(String html) {
        return HtmlUtils.htmlUnescape(TAG.matcher(html).replaceAll(""));
    }
}
