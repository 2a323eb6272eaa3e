package webconference.room;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// To whom a room's door opens, besides those the room is shared with and those who were invited.
///
/// @param establishment code of the school the room belongs to; null: it belongs to none
/// @param groups ids of the groups that may enter under [Policy#GROUPS], in their order
@Embeddable
public record Door(
        @Column(name = "establishment") @Nullable String establishment,
        @Enumerated(EnumType.STRING) @Column(name = "access_policy") Policy policy,
        @Column(name = "access_groups") List<String> groups,
        @Embedded Guests guests) {

    /// Who may enter without being named one by one.
    public enum Policy {
        INVITED,
        GROUPS,
        ESTABLISHMENT,
        SIGNED_IN
    }

    /// As a room's door is until somebody sets it: open to the room's school, or to everybody
    /// signed in where it has none; closed to guests.
    public static Door of(@Nullable String establishment) {
        return new Door(
                establishment,
                establishment == null ? Policy.SIGNED_IN : Policy.ESTABLISHMENT,
                List.of(),
                Guests.NONE);
    }

    boolean admits(User user) {
        return switch (policy) {
            case INVITED -> false;
            case GROUPS -> groups.stream().anyMatch(user.groups()::contains);
            case ESTABLISHMENT -> isOf(user);
            case SIGNED_IN -> true;
        };
    }

    /// Whether the room is one of their school's.
    boolean isOf(User user) {
        return establishment != null && user.establishments().contains(establishment);
    }

    boolean isOfSameSchoolAs(Door other) {
        return Objects.equals(establishment, other.establishment);
    }

    boolean isLookedAfterBy(User user) {
        return establishment != null && user.referentOf().contains(establishment);
    }
}
