package webconference.room.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One reading of a directory from its beginning to its end, told piece by piece in any order. What
/// was told changes nothing before the reading is whole.
public interface Reading {

    void establishments(List<Establishment> some);

    void people(List<ToldPerson> some);

    void groups(List<ToldGroup> some);

    void members(List<ToldMember> some);

    /// A person, as a directory tells of them.
    ///
    /// @param address another name by which the directory's groups may list them; null: the id only
    /// @param email null: not told; empty: they have none
    /// @param profile null: not told; empty: they have none
    /// @param establishments codes of their schools; null: not told
    record ToldPerson(
            String id,
            @Nullable String address,
            String name,
            @Nullable String email,
            @Nullable String profile,
            @Nullable List<String> establishments) {}

    record ToldGroup(String id, String name) {}

    /// Somebody who is in a group.
    ///
    /// @param person their id or their address
    record ToldMember(String group, String person) {}
}
