package webconference.local.bbb;

import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// An answer in XML, element by element.
final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private Xml() {
        try {
            writer = FACTORY.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    static String response(Consumer<Xml> content) {
        var xml = new Xml();
        xml.element("response", content);
        return xml.text.toString();
    }

    static String success(Consumer<Xml> content) {
        return response(xml -> content.accept(xml.element("returncode", "SUCCESS")));
    }

    static String failure(String key, String message) {
        return response(xml ->
                xml.element("returncode", "FAILED")
                        .element("messageKey", key)
                        .element("message", message));
    }

    Xml element(String name, Object value) {
        try {
            writer.writeStartElement(name);
            writer.writeCharacters(String.valueOf(value));
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Xml element(String name, Consumer<Xml> content) {
        try {
            writer.writeStartElement(name);
            content.accept(this);
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
