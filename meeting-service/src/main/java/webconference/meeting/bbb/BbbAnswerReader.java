package webconference.meeting.bbb;

import static java.util.Objects.requireNonNullElse;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import webconference.meeting.bbb.BbbAnswer.Attendee;
import webconference.meeting.bbb.BbbAnswer.BbbMeeting;

/// Reads an answer. It comes from outside: no document type, no entities, nothing fetched, nothing
/// deep, and what is not one of BigBlueButton's answers is [Nonsense].
final class BbbAnswerReader {

    /// Not an answer of BigBlueButton: an error page, half a document, or worse.
    static class Nonsense extends Exception {
        Nonsense(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 65_536;

    private final Map<String, String> fields = new HashMap<>();
    private final List<BbbMeeting> meetings = new ArrayList<>();
    private final List<Attendee> attendees = new ArrayList<>();

    private final ArrayDeque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String id = "";
    private List<Attendee> of = attendees;
    private String user = "";
    private String role = "";

    private BbbAnswerReader() {}

    static BbbAnswer read(byte[] document) throws Nonsense {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        try {
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            return new BbbAnswerReader().read(xml);
        } catch (XMLStreamException e) {
            // Its text may quote the document.
            throw new Nonsense("not well-formed", null);
        }
    }

    private BbbAnswer read(XMLStreamReader xml) throws XMLStreamException, Nonsense {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    text.append(xml.getText());
                    if (text.length() > LONGEST_TEXT) {
                        throw new Nonsense("a text without end", null);
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new Nonsense("a document type", null);
                default -> {}
            }
        }
        if (!fields.containsKey("returncode")) {
            throw new Nonsense("no return code", null);
        }
        return new BbbAnswer(fields, meetings, attendees);
    }

    private void begin(XMLStreamReader xml) throws Nonsense {
        var name = xml.getLocalName();
        if (path.isEmpty() && !name.equals("response")) {
            throw new Nonsense("a document of another kind", null);
        }
        if (path.size() == DEEPEST) {
            throw new Nonsense("too deep", null);
        }
        if (isIn("meetings") && name.equals("meeting")) {
            id = "";
            of = new ArrayList<>();
        } else if (isIn("attendees") && name.equals("attendee")) {
            user = "";
            role = "";
        } else if (isIn("errors") && name.equals("error")) {
            // Older servers write the key as an attribute.
            var key = xml.getAttributeValue(null, "key");
            if (key != null) {
                fields.putIfAbsent("messageKey", key);
            }
        }
        path.push(name);
        text.setLength(0);
    }

    private void end() {
        var name = path.pop();
        var value = text.toString().strip();
        text.setLength(0);
        switch (requireNonNullElse(path.peek(), "")) {
            case "response" -> fields.putIfAbsent(name, value);
            case "meeting" -> {
                if (name.equals("meetingID")) {
                    id = value;
                }
            }
            case "meetings" -> {
                meetings.add(new BbbMeeting(id, of));
                of = attendees;
            }
            case "attendee" -> {
                switch (name) {
                    case "userID" -> user = value;
                    case "role" -> role = value;
                    default -> {}
                }
            }
            case "attendees" -> of.add(new Attendee(user, role));
            case "error" -> {
                if (name.equals("key")) {
                    fields.putIfAbsent("messageKey", value);
                }
            }
            default -> {}
        }
    }

    private boolean isIn(String element) {
        return element.equals(path.peek());
    }
}
