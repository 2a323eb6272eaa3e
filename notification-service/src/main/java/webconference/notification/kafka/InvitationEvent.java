package webconference.notification.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import webconference.notification.AccessRequest;
import webconference.notification.Language;
import webconference.notification.Meeting;
import webconference.notification.MessageId;
import webconference.notification.OutsideWords;
import webconference.notification.PlaceRequest;
import webconference.notification.Request;

/// What this service reads of the invitations people send, and of those they ask for.
@JsonIgnoreProperties(ignoreUnknown = true)
sealed interface InvitationEvent {

    /// @param notice null: the invitation itself
    @JsonIgnoreProperties(ignoreUnknown = true)
    record InvitationRequested(
            UUID room,
            UUID invitation,
            long revision,
            Instant at,
            @Nullable Integer notice,
            Person by,
            String subject,
            String html,
            String text,
            @Nullable Date meeting,
            @Nullable Outside outside,
            List<Person> recipients)
            implements InvitationEvent {

        Request request() {
            return new Request(
                    new MessageId(invitation),
                    room,
                    at,
                    notice == null ? 1 : notice,
                    by.known(),
                    subject,
                    html,
                    text,
                    meeting == null ? null : meeting.known(),
                    outside == null ? null : outside.known(),
                    recipients.stream().map(Person::known).toList(),
                    Language.FRENCH,
                    true);
        }
    }

    /// Somebody asks a room's owner to be let in.
    ///
    /// @param name the room's
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AccessRequested(
            UUID room,
            UUID request,
            long revision,
            Instant at,
            String name,
            String link,
            String language,
            Person by,
            Person owner)
            implements InvitationEvent {

        AccessRequest known() {
            return new AccessRequest(
                    request,
                    room,
                    at,
                    name,
                    link,
                    Language.of(language),
                    by.known(),
                    owner.known());
        }
    }

    /// Somebody asks who opened a room for its place.
    ///
    /// @param name the open room's
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PlaceRequested(
            UUID room,
            UUID request,
            long revision,
            Instant at,
            String name,
            String establishment,
            String link,
            String language,
            Person by,
            Person opener)
            implements InvitationEvent {

        PlaceRequest known() {
            return new PlaceRequest(
                    request,
                    room,
                    at,
                    name,
                    establishment,
                    link,
                    Language.of(language),
                    by.known(),
                    opener.known());
        }
    }

    /// An event this service has no use for, tomorrow's included.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Other() implements InvitationEvent {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Date(
            Instant start,
            int minutes,
            int sequence,
            boolean cancelled,
            String title,
            String link) {

        Meeting known() {
            return new Meeting(start, minutes, sequence, cancelled, title, link);
        }
    }

    /// What people outside the directory get instead.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Outside(String html, String text, String link) {

        OutsideWords known() {
            return new OutsideWords(html, text, link);
        }
    }

    /// @param outside null: they are in the directory
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Person(String id, String name, @Nullable String email, @Nullable Boolean outside) {

        webconference.notification.Person known() {
            return new webconference.notification.Person(
                    id, name, email, Boolean.TRUE.equals(outside));
        }
    }
}
