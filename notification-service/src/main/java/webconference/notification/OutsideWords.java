package webconference.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/// What those get instead who are not in the directory: the link among the words, and in the
/// calendar, asks for no account.
///
/// @param link where they enter the room
@Embeddable
public record OutsideWords(
        @Column(name = "outside_html") String html,
        @Column(name = "outside_text") String text,
        @Column(name = "outside_link") String link) {}
