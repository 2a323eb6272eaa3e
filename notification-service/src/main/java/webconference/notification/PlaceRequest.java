package webconference.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Somebody who may open no more rooms of their establishment asks who opened one for its place.
/// The words are ours.
///
/// @param roomName what the open room is called
/// @param establishment what the school is called
/// @param link where the open room can be closed
public record PlaceRequest(
        UUID id,
        UUID room,
        Instant at,
        String roomName,
        String establishment,
        String link,
        Language language,
        Person by,
        Person opener) {

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
                List.of(opener),
                language,
                false);
    }

    private String subject() {
        return switch (language) {
            case FRENCH ->
                    "%s aimerait ouvrir une salle : « %s » sert-elle encore ?"
                            .formatted(by.name(), roomName);
            case ENGLISH ->
                    "%s would like to open a room: is “%s” still in use?"
                            .formatted(by.name(), roomName);
        };
    }

    private String text() {
        var words =
                switch (language) {
                    case FRENCH ->
                            """
                            Bonjour,

                            %1$s aimerait ouvrir une salle, mais l’établissement « %2$s » a atteint son nombre maximum de salles ouvertes.

                            Vous avez ouvert la salle « %3$s ». Si elle ne sert plus, fermez-la pour libérer une place :
                            %4$s

                            Sinon, vous n’avez rien à faire.
                            """;
                    case ENGLISH ->
                            """
                            Hello,

                            %1$s would like to open a room, but as many rooms of “%2$s” are open as may be.

                            You opened the room “%3$s”. If it is no longer in use, close it to free a place:
                            %4$s

                            Otherwise there is nothing to do.
                            """;
                };
        return words.formatted(by.name(), establishment, roomName, link);
    }

    private String html() {
        var words =
                switch (language) {
                    case FRENCH ->
                            """
                            <p>Bonjour,</p>
                            <p>%1$s aimerait ouvrir une salle, mais l’établissement « %2$s » a atteint son nombre maximum de salles ouvertes.</p>
                            <p>Vous avez ouvert la salle « %3$s ». Si elle ne sert plus, fermez-la pour libérer une place :<br><a href="%4$s">%4$s</a></p>
                            <p>Sinon, vous n’avez rien à faire.</p>
                            """;
                    case ENGLISH ->
                            """
                            <p>Hello,</p>
                            <p>%1$s would like to open a room, but as many rooms of “%2$s” are open as may be.</p>
                            <p>You opened the room “%3$s”. If it is no longer in use, close it to free a place:<br><a href="%4$s">%4$s</a></p>
                            <p>Otherwise there is nothing to do.</p>
                            """;
                };
        return words.formatted(
                AccessRequest.plain(by.name()),
                AccessRequest.plain(establishment),
                AccessRequest.plain(roomName),
                AccessRequest.plain(link));
    }
}
