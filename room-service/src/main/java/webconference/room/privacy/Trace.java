package webconference.room.privacy;

import static webconference.room.privacy.Kept.ACCESS_REQUESTS;
import static webconference.room.privacy.Kept.AUDIT;
import static webconference.room.privacy.Kept.INVITATIONS;
import static webconference.room.privacy.Kept.OPENINGS;
import static webconference.room.privacy.Kept.WHILE_USED;

import java.util.List;

/// Somewhere that somebody can be found in the database: what of it is shown to them, and how it
/// goes. All of them are listed here; a test finds columns that are missing.
///
/// @param name of the part of the export
/// @param columns that hold it, `table.column`
/// @param shown what the export shows; `:person` is whose it is
/// @param erased what takes it away; `:nobody` is who it was then. Empty: another one takes it
///   along
record Trace(String name, Kept kept, List<String> columns, String shown, List<String> erased) {

    // In the order in which they go.
    static final List<Trace> ALL =
            List.of(
                    new Trace( // while their name is known: it may stand in what others wrote
                            "interventions",
                            OPENINGS,
                            List.of("interventions.by", "interventions.reason"),
                            "select opening, what, at, reason from interventions where by = :person",
                            List.of(
                                    """
                                    update interventions set by = :nobody, reason = :nobody
                                    where by = :person
                                    """,
                                    unnamed("interventions"))),
                    new Trace(
                            "deletions",
                            OPENINGS,
                            List.of("deletions.by", "deletions.reason"),
                            "select room, at, reason from deletions where by = :person order by at",
                            List.of(
                                    """
                                    update deletions set by = :nobody, reason = :nobody
                                    where by = :person
                                    """,
                                    unnamed("deletions"))),
                    new Trace(
                            "groups",
                            WHILE_USED,
                            List.of("members.person"),
                            """
                            select g.id, g.name from members m join groups g on g.id = m.group_id
                            where m.person = :person order by g.name
                            """,
                            List.of(
                                    """
                                    update groups g set size = size - 1,
                                        pupils = pupils - (p.profile is not distinct from 'PUPIL')::int
                                    from members m join people p on p.id = m.person
                                    where m.group_id = g.id and p.id = :person and p.left_at is null
                                    """)),
                    new Trace(
                            "directory",
                            WHILE_USED,
                            List.of(
                                    "people.id",
                                    "people.name",
                                    "people.email",
                                    "people.profile",
                                    "people.establishments",
                                    "people.establishment_name",
                                    "people.search"),
                            """
                            select id, name, email, profile, establishments, left_at from people
                            where id = :person
                            """,
                            List.of("delete from people where id = :person")),
                    new Trace(
                            "lists",
                            WHILE_USED,
                            List.of("favourites.owner", "favourites.name", "favourites.search"),
                            """
                            select f.id, f.name, f.created_at,
                                array(select s.kind || ' ' || s.subject from favourite_subjects s
                                    where s.favourite = f.id) as subjects
                            from favourites f where f.owner = :person order by f.created_at
                            """,
                            List.of("delete from favourites where owner = :person")),
                    new Trace( // whose lists they are is their owners' affair
                            "listsOfOthers",
                            WHILE_USED,
                            List.of("favourite_subjects.subject"),
                            """
                            select count(*) as lists from favourite_subjects
                            where kind = 'PERSON' and subject = :person having count(*) > 0
                            """,
                            List.of(
                                    """
                                    delete from favourite_subjects
                                    where kind = 'PERSON' and subject = :person
                                    """)),
                    // Goes with what runs in it, before anything else does.
                    new Trace(
                            "rooms",
                            WHILE_USED,
                            List.of("rooms.owner"),
                            """
                            select id, name, waiting_room, stream_url, created_at, last_used_at
                            from rooms where owner = :person order by created_at
                            """,
                            List.of()),
                    new Trace(
                            "sharedWithMe",
                            WHILE_USED,
                            List.of("shares.subject"),
                            """
                            select s.room, r.name, s.role from shares s join rooms r on r.id = s.room
                            where s.kind = 'PERSON' and s.subject = :person order by r.name
                            """,
                            List.of(
                                    """
                                    update rooms set shares_version = shares_version + 1
                                    where id in (select room from shares
                                        where kind = 'PERSON' and subject = :person)
                                    """,
                                    "delete from shares where kind = 'PERSON' and subject = :person")),
                    new Trace(
                            "sharedByMe",
                            WHILE_USED,
                            List.of("rooms.shares_changed_by"),
                            """
                            select id as room, name, shares_changed_at from rooms
                            where shares_changed_by = :person order by shares_changed_at
                            """,
                            List.of(
                                    "update rooms set shares_changed_by = :nobody where shares_changed_by = :person")),
                    new Trace(
                            "openings",
                            OPENINGS,
                            List.of("openings.opener", "openings.closed_by"),
                            """
                            select o.id, o.room, o.requested_at, o.opened_at, o.ended_at,
                                o.opener = :person as opened_by_me,
                                o.closed_by is not distinct from :person as closed_by_me
                            from openings o where o.opener = :person or o.closed_by = :person
                            order by o.requested_at
                            """,
                            List.of(
                                    "update openings set opener = :nobody where opener = :person",
                                    "update openings set closed_by = :nobody where closed_by = :person")),
                    new Trace(
                            "streams",
                            OPENINGS,
                            List.of("runs.ended_by"),
                            """
                            select id, opening, host, requested_at, live_since, ended_at, end_reason
                            from runs where ended_by = :person order by requested_at
                            """,
                            List.of("update runs set ended_by = :nobody where ended_by = :person")),
                    new Trace(
                            "latestStreams",
                            WHILE_USED,
                            List.of("rooms.run_by", "rooms.stream_wish_by"),
                            """
                            select id as room, run, run_state, run_since, stream_wish, stream_wish_at
                            from rooms where run_by = :person or stream_wish_by = :person
                            """,
                            List.of(
                                    "update rooms set run_by = :nobody where run_by = :person",
                                    "update rooms set stream_wish_by = :nobody where stream_wish_by = :person")),
                    new Trace(
                            "invitationsSent",
                            INVITATIONS,
                            List.of(
                                    "invitations.sender",
                                    "invitations.subject",
                                    "invitations.html",
                                    "invitations.text"),
                            """
                            select id, room, subject, text, sent_at, meeting_start from invitations
                            where sender = :person order by sent_at
                            """,
                            List.of("delete from invitations where sender = :person")),
                    new Trace(
                            "sendings",
                            INVITATIONS,
                            List.of("sendings.sender"),
                            """
                            select room, at, recipients from sendings
                            where sender = :person order by at
                            """,
                            List.of("delete from sendings where sender = :person")),
                    new Trace(
                            "invitationsReceived",
                            INVITATIONS,
                            List.of("recipients.person", "recipients.name", "recipients.address"),
                            """
                            select i.id, i.room, i.sender, i.sent_at, r.name, r.status, r.reason
                            from recipients r join invitations i on i.id = r.invitation
                            where r.person = :person order by i.sent_at
                            """,
                            List.of(
                                    """
                                    update invitations i set pending = pending - 1,
                                        failed = failed + 1, version = i.version + 1,
                                        lock = i.lock + 1
                                    from recipients r
                                    where r.invitation = i.id and r.person = :person
                                        and r.status = 'PENDING'
                                    """,
                                    "delete from recipients where person = :person")),
                    new Trace(
                            "invitedTo",
                            WHILE_USED,
                            List.of("invited.person"),
                            "select room from invited where person = :person",
                            List.of("delete from invited where person = :person")),
                    new Trace(
                            "accessRequests",
                            ACCESS_REQUESTS,
                            List.of("access_requests.person"),
                            """
                            select room, at, waiting from access_requests
                            where person = :person order by at
                            """,
                            List.of("delete from access_requests where person = :person")),
                    new Trace(
                            "placeRequests",
                            ACCESS_REQUESTS,
                            List.of("place_requests.person"),
                            "select room, at from place_requests where person = :person order by at",
                            List.of("delete from place_requests where person = :person")),
                    new Trace(
                            "rules",
                            WHILE_USED,
                            List.of("establishment_rules.changed_by"),
                            "select establishment, changed_at from establishment_rules where changed_by = :person",
                            List.of(
                                    "update establishment_rules set changed_by = :nobody where changed_by = :person")),
                    new Trace(
                            "vacancyWatches",
                            WHILE_USED,
                            List.of("vacancy_watches.person"),
                            """
                            select room, establishment, until, told_at from vacancy_watches
                            where person = :person
                            """,
                            List.of("delete from vacancy_watches where person = :person")),
                    new Trace(
                            "audit",
                            AUDIT,
                            List.of("audit_people.person", "audit_people.address"),
                            """
                            select a.at, a.what, a.result, a.acting_as, a.room, p.address
                            from audit_people p join audit a on a.actor = p.token
                            where p.person = :person order by a.line
                            """,
                            List.of("delete from audit_people where person = :person")));

    /// Takes words away that name somebody, while their name is known.
    private static String unnamed(String table) {
        return """
        with called (words) as (
            select array[lower(:person)]
            union all
            select array[lower(email)] from people
            where id = :person and email is not null
            union all
            select regexp_split_to_array(lower(trim(name)), '\\s+')
            from people where id = :person)
        update %s i set reason = :nobody
        where exists (select from called where not exists (
            select from unnest(words) w
            where lower(i.reason) !~ ('(^|\\W)'
                || regexp_replace(w, '(\\W)', '\\\\\\1', 'g')
                || '(\\W|$)')))
        """
                .formatted(table);
    }
}
