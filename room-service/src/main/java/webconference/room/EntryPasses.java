package webconference.room;

/// Passes that let one person into one meeting once, for a minute.
public interface EntryPasses {

    /// @param moderator whether they moderate the meeting
    String issue(RoomId room, OpeningId opening, User user, boolean moderator);
}
