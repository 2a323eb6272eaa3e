package webconference.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How often whom may ask, by kind of request. What several people share is wide enough that none
/// of them alone can use it up and shut the others out.
///
/// @param person all calls of one person who is signed in
/// @param searches one person's looks into the directory
/// @param exports one person's copies of all that is kept of them
/// @param targetChecks one person's connections to streaming servers, to try them
/// @param changes one person's changes of rooms: opening, stream, settings, shares
/// @param roomChanges the changes of one room, whoever makes them
/// @param roomJoins how often one room is entered, by whomever
/// @param visitors calls from one address by people who have not shown who they are
/// @param signIns steps of sign-ins from one address; behind one there may be a whole school
/// @param guests calls from one address to public links
/// @param linkJoins how often one public link is entered, from wherever
@Validated
@ConfigurationProperties("limits")
record Limits(
        @DefaultValue("600/1m") Rate person,
        @DefaultValue("120/1m") Rate searches,
        @DefaultValue("10/1h") Rate exports,
        @DefaultValue("10/1m") Rate targetChecks,
        @DefaultValue("120/1m") Rate changes,
        @DefaultValue("1200/1m") Rate roomChanges,
        @DefaultValue("6000/1m") Rate roomJoins,
        @DefaultValue("3000/1m") Rate visitors,
        @DefaultValue("2400/1m") Rate signIns,
        @DefaultValue("1200/1m") Rate guests,
        @DefaultValue("6000/1m") Rate linkJoins) {

    /// So many people or addresses it takes at least to use up what all share.
    private static final int MANY = 5;

    Limits {
        atLeast(roomChanges, changes, "limits.room-changes", "limits.changes");
        atLeast(roomJoins, person, "limits.room-joins", "limits.person");
        atLeast(linkJoins, guests, "limits.link-joins", "limits.guests");
    }

    private static void atLeast(Rate shared, Rate own, String sharedName, String ownName) {
        if (shared.perSecond() < MANY * own.perSecond() || shared.most() < MANY * own.most()) {
            throw new IllegalArgumentException(
                    sharedName
                            + " must be "
                            + MANY
                            + " times "
                            + ownName
                            + " at least: otherwise"
                            + " one person can shut the others out");
        }
    }
}
