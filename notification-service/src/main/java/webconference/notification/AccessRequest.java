package webconference.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Somebody asks a room's owner to be let in. The words are ours.
///
/// @param roomName what the room is called
/// @param link where the owner answers
public record AccessRequest(
        UUID id,
        UUID room,
        Instant at,
        String roomName,
        String link,
        Language language,
        Person by,
        Person owner) {

    /// The message that says so. Nobody waits to hear what became of it.
    public Request request() {
        return new Request(
                new MessageId(id),
                room,
                at,
                1,
                by,
                subject(),
                html(),
                text(),
                null,
                null,
                List.of(owner),
                language,
                false);
    }

    private String subject() {
        return switch (language) {
            case FRENCH -> "%s demande l’accès à « %s »".formatted(by.name(), roomName);
            case ENGLISH -> "%s asks for access to “%s”".formatted(by.name(), roomName);
        };
    }

    private String text() {
        var words =
                switch (language) {
                    case FRENCH ->
                            """
                            Bonjour,

                            %1$s demande à entrer dans votre salle « %2$s ».

                            Pour autoriser ou refuser, ouvrez la salle :
                            %3$s

                            Sans réponse de votre part, rien ne change.
                            """;
                    case ENGLISH ->
                            """
                            Hello,

                            %1$s asks to enter your room “%2$s”.

                            To allow or refuse it, open the room:
                            %3$s

                            If you do not answer, nothing changes.
                            """;
                };
        return words.formatted(by.name(), roomName, link);
    }

    private String html() {
        var words =
                switch (language) {
                    case FRENCH ->
                            """
                            <p>Bonjour,</p>
                            <p>%1$s demande à entrer dans votre salle « %2$s ».</p>
                            <p>Pour autoriser ou refuser, ouvrez la salle :<br><a href="%3$s">%3$s</a></p>
                            <p>Sans réponse de votre part, rien ne change.</p>
                            """;
                    case ENGLISH ->
                            """
                            <p>Hello,</p>
                            <p>%1$s asks to enter your room “%2$s”.</p>
                            <p>To allow or refuse it, open the room:<br><a href="%3$s">%3$s</a></p>
                            <p>If you do not answer, nothing changes.</p>
                            """;
                };
        return words.formatted(plain(by.name()), plain(roomName), plain(link));
    }

    /// What was typed is shown as it was typed.
    static String plain(String typed) {
        return typed.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
