package webconference.local.bbb;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Meetings as the API shows them.
final class MeetingXml {

    private static final DateTimeFormatter JAVA_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private MeetingXml() {}

    static Consumer<Xml> created(Meetings.Creation creation) {
        var meeting = creation.meeting();
        return xml ->
                xml.element("meetingID", meeting.id)
                        .element("internalMeetingID", meeting.internalId)
                        .element("parentMeetingID", "bbb-none")
                        .element("attendeePW", meeting.attendeePassword)
                        .element("moderatorPW", meeting.moderatorPassword)
                        .element("createTime", meeting.createdAt.toEpochMilli())
                        .element("voiceBridge", meeting.voiceBridge)
                        .element("dialNumber", "613-555-1234")
                        .element("createDate", JAVA_DATE.format(meeting.createdAt))
                        .element("hasUserJoined", meeting.hasUserJoined)
                        .element("duration", meeting.settings.number("duration", 0))
                        .element("hasBeenForciblyEnded", false)
                        .element("messageKey", creation.isDuplicate() ? "duplicateWarning" : "")
                        .element(
                                "message",
                                creation.isDuplicate()
                                        ? "This conference was already in existence and may currently be in progress."
                                        : "");
    }

    static Consumer<Xml> info(Meeting meeting) {
        return xml -> {
            xml.element("meetingName", meeting.name)
                    .element("meetingID", meeting.id)
                    .element("internalMeetingID", meeting.internalId)
                    .element("createTime", meeting.createdAt.toEpochMilli())
                    .element("createDate", JAVA_DATE.format(meeting.createdAt))
                    .element("voiceBridge", meeting.voiceBridge)
                    .element("dialNumber", "613-555-1234")
                    .element("attendeePW", meeting.attendeePassword)
                    .element("moderatorPW", meeting.moderatorPassword)
                    .element("running", meeting.isRunning())
                    .element("duration", meeting.settings.number("duration", 0))
                    .element("hasUserJoined", meeting.hasUserJoined)
                    .element("recording", meeting.settings.get("record", "false"))
                    .element("hasBeenForciblyEnded", false)
                    .element("startTime", meeting.createdAt.toEpochMilli())
                    .element(
                            "endTime",
                            meeting.emptySince == null ? 0 : meeting.emptySince.toEpochMilli());
            counts(meeting, xml);
            xml.element("attendees", attendees(meeting));
            xml.element("metadata", metadata(meeting));
            xml.element("isBreakout", false);
        };
    }

    private static void counts(Meeting meeting, Xml xml) {
        var people = meeting.people().count();
        xml.element("participantCount", people)
                .element("listenerCount", people)
                .element("voiceParticipantCount", 0)
                .element("videoCount", 0)
                .element("maxUsers", meeting.settings.number("maxParticipants", 0))
                .element("moderatorCount", meeting.people().filter(Visit::isModerator).count());
    }

    private static Consumer<Xml> attendees(Meeting meeting) {
        return xml ->
                meeting.people()
                        .forEach(visit ->
                                xml.element(
                                        "attendee",
                                        attendee ->
                                                attendee.element("userID", visit.userId)
                                                        .element("fullName", visit.name)
                                                        .element("role", visit.role)
                                                        .element("isPresenter", visit.presenter)
                                                        .element("isListeningOnly", true)
                                                        .element("hasJoinedVoice", false)
                                                        .element("hasVideo", false)
                                                        .element("clientType", "HTML5")
                                                        .element(
                                                                "customdata",
                                                                all(visit.userdata))));
    }

    private static Consumer<Xml> metadata(Meeting meeting) {
        return xml ->
                meeting.settings
                        .startingWith("meta_")
                        .forEach((key, value) -> xml.element(key.toLowerCase(Locale.ROOT), value));
    }

    private static Consumer<Xml> all(Map<String, String> values) {
        return xml -> values.forEach(xml::element);
    }
}
