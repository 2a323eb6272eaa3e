package webconference.eventing;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// Writes a log message on one line: what somebody typed can neither begin a line that looks like
/// one of ours nor move the terminal's cursor.
public class OneLineMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        var message = super.convert(event);
        return message.chars().noneMatch(OneLineMessage::isDangerous) ? message : escaped(message);
    }

    private static String escaped(String message) {
        var line = new StringBuilder();
        message.chars()
                .forEach(c -> {
                    if (isDangerous(c)) {
                        line.append("\\u%04x".formatted(c));
                    } else {
                        line.append((char) c);
                    }
                });
        return line.toString();
    }

    /// Control characters, and those that end a line or turn the direction of writing.
    private static boolean isDangerous(int c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
