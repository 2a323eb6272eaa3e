package webconference.room;

/// How many rooms may be open at once.
public interface Vacancies {

    /// Holds a place for a room that is about to be opened, until the transaction ends.
    ///
    /// @throws NoVacancy if there is none
    void require(Room room, User by);
}
