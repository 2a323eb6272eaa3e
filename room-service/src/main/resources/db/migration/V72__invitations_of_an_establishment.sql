-- What was sent in an establishment's rooms, in the order of time: whoever looks after one establishment
-- walks through nobody else's. It follows the room's establishment by itself.
alter table invitations add column establishment text;

update invitations i set establishment = r.establishment from rooms r where r.id = i.room;

-- By the same time in other words: or the planner, who thinks all establishments alike, walks through
-- invitations_by_time until it has met enough of the one that writes little.
create index invitations_of_establishment
    on invitations (establishment, (sent_at at time zone 'UTC') desc);

create function invitation_belongs_where_its_room_does() returns trigger language plpgsql as $$
begin
    new.establishment := (select establishment from rooms where id = new.room);
    return new;
end $$;

create trigger invitation_belongs_where_its_room_does before insert on invitations
    for each row execute function invitation_belongs_where_its_room_does();

create function invitations_follow_their_room() returns trigger language plpgsql as $$
begin
    update invitations set establishment = new.establishment where room = new.id;
    return null;
end $$;

create trigger invitations_follow_their_room after update of establishment on rooms
    for each row when (old.establishment is distinct from new.establishment)
    execute function invitations_follow_their_room();
