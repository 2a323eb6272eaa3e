package webconference.gateway;

import java.util.Locale;

/// What may go wrong at the entrance, in the two languages of the portal.
public enum Problem {
    UNREADABLE(
            400,
            "Demande incomprise",
            "L’adresse ou la demande n’est pas valable.",
            "Request not understood",
            "The address or the request is not valid."),
    SIGN_IN_FAILED(
            400,
            "La connexion n’a pas abouti",
            "Revenez au portail et connectez-vous.",
            "Sign-in did not succeed",
            "Go back to the portal and sign in."),
    SIGN_IN_NEEDED(
            401,
            "Connectez-vous",
            "Votre session est terminée. Connectez-vous à nouveau.",
            "Sign in",
            "Your session has ended. Sign in again."),
    REFUSED(
            403,
            "Demande refusée",
            "Rechargez la page, puis recommencez.",
            "Request refused",
            "Reload the page, then try again."),
    NO_ACCESS(
            403,
            "Vous n’avez pas accès à cette salle",
            "Demandez à la personne qui vous a invité de vous y donner accès.",
            "You have no access to this room",
            "Ask the person who invited you to give you access."),
    NOT_FOUND(
            404,
            "Cette page n’existe pas",
            "Rien ne se trouve à cette adresse.",
            "This page does not exist",
            "There is nothing at this address."),
    NO_ROOM(
            404,
            "Cette salle n’existe pas ou plus",
            "Vérifiez l’adresse, ou demandez-la à la personne qui vous a invité.",
            "This room does not exist, or no longer",
            "Check the address, or ask the person who invited you for it."),
    TOO_SLOW(
            408,
            "La demande n’est pas arrivée en entier",
            "Votre connexion est peut-être trop lente. Réessayez.",
            "The request did not arrive in full",
            "Your connection may be too slow. Try again."),
    GONE(
            410,
            "Cette salle n’existe plus",
            "Elle a été supprimée, ou son lien a été remplacé.",
            "This room is gone",
            "It was deleted, or its link was replaced."),
    TOO_LARGE(
            413,
            "Demande trop volumineuse",
            "Envoyez moins à la fois.",
            "Request too large",
            "Send less at a time."),
    TOO_MANY(
            429,
            "Trop de demandes",
            "Réessayez dans %d s.",
            "Too many requests",
            "Try again in %d s."),
    FAILED(
            500,
            "Une erreur est survenue",
            "Réessayez dans un moment. Si l’erreur revient, donnez ce code à l’assistance.",
            "Something went wrong",
            "Try again in a moment. If it happens again, give this code to support."),
    MAINTENANCE(
            503,
            "Maintenance en cours",
            "Retour prévu %2$s. Les salles déjà ouvertes continuent, et l’on y entre par leur"
                    + " lien. Aucune autre ne peut être ouverte.",
            "Maintenance under way",
            "Back %2$s. Rooms that are open go on, and their links lead into them. No other can"
                    + " be opened."),
    UNAVAILABLE(
            503,
            "Service momentanément indisponible",
            "Le service ne répond pas. Réessayez dans quelques secondes. Les conférences en cours"
                    + " continuent.",
            "Service temporarily unavailable",
            "The service does not answer. Try again in a few seconds. Conferences under way go"
                    + " on."),
    SIGN_IN_UNAVAILABLE(
            503,
            "Connexion momentanément impossible",
            "Le service de connexion ne répond pas. Réessayez dans quelques secondes.",
            "Sign-in temporarily unavailable",
            "The sign-in service does not answer. Try again in a few seconds.");

    /// One language's text.
    public record Words(String title, String detail) {}

    private final int status;
    private final String frenchTitle;
    private final String frenchDetail;
    private final String englishTitle;
    private final String englishDetail;

    Problem(
            int status,
            String frenchTitle,
            String frenchDetail,
            String englishTitle,
            String englishDetail) {
        this.status = status;
        this.frenchTitle = frenchTitle;
        this.frenchDetail = frenchDetail;
        this.englishTitle = englishTitle;
        this.englishDetail = englishDetail;
    }

    public int status() {
        return status;
    }

    public String type() {
        return "urn:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param later when the same request may succeed
    public Words in(Locale language, Later later) {
        return language.getLanguage().equals("en")
                ? new Words(
                        englishTitle,
                        englishDetail.formatted(later.seconds(), later.back(Locale.ENGLISH)))
                : new Words(
                        frenchTitle,
                        frenchDetail.formatted(later.seconds(), later.back(Locale.FRENCH)));
    }

    /// Whether the same request may succeed in a moment.
    public boolean passes() {
        return status == 503 || status == 429;
    }

    /// What to say for what a service refused, where it was asked for a room.
    public static Problem ofRoom(int status) {
        return switch (status) {
            case 403 -> NO_ACCESS;
            case 404 -> NO_ROOM;
            default -> of(status);
        };
    }

    /// What to say for a status that something else decided.
    public static Problem of(int status) {
        return switch (status) {
            case 401 -> SIGN_IN_NEEDED;
            case 403 -> REFUSED;
            case 404, 405 -> NOT_FOUND;
            case 408 -> TOO_SLOW;
            case 410 -> GONE;
            case 413 -> TOO_LARGE;
            case 429 -> TOO_MANY;
            case 502, 503, 504 -> UNAVAILABLE;
            default -> status < 500 ? UNREADABLE : FAILED;
        };
    }
}
