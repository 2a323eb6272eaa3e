package webconference.room;

/// Tells equal stream keys, which are sealed and which nobody here can open, from different ones.
public interface KeyMarks {

    /// The same for the same key, and of no use to find it out.
    String of(String key);
}
