-- How many people wait at a room's door, as it was last told.
alter table rooms
    add column waiting         integer not null default 0,
    add column waiting_told_at timestamptz;

create index rooms_waited_for on rooms (id) where waiting > 0;

-- The instances of this service on whose screens people wait. One that is not heard from for a while
-- does not count any more.
create table doorkeepers (
    id       uuid        primary key,
    heard_at timestamptz not null
);

-- Who waits at a door, as one instance sees it: a mark for each person, the same on all instances and
-- another at every door.
create table doorsteps (
    room   uuid     not null,
    keeper uuid     not null references doorkeepers on delete cascade,
    marks  bigint[] not null,
    primary key (room, keeper)
);

create index doorsteps_of_keeper on doorsteps (keeper);
