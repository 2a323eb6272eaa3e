package webconference.streaming;

/// What may stop a stream that could go on. A stop wins over everything, from whatever state.
public enum StopRule {
    STOPPED_BY_USER(EndReason.STOPPED_BY_USER),
    ROOM_CLOSED(EndReason.ROOM_CLOSED),
    MEETING_ENDED(EndReason.MEETING_ENDED),
    /// Nobody with the moderator's role for two minutes; participants and Live do not count.
    NO_MODERATOR(EndReason.NO_MODERATOR),
    /// Every night, all of them.
    NIGHTLY(EndReason.NIGHTLY),
    PAUSED_TOO_LONG(EndReason.PAUSED_TOO_LONG),
    /// Live was left in the waiting room.
    NOT_ADMITTED(EndReason.NOT_ADMITTED);

    private final EndReason reason;

    StopRule(EndReason reason) {
        this.reason = reason;
    }

    EndReason reason() {
        return reason;
    }
}
