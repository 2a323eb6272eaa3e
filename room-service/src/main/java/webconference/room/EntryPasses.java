package webconference.room;

/// Passes that let one person into one meeting once, for a minute.
public interface EntryPasses {

    String issue(RoomId room, OpeningId opening, Arrival arrival);
}
