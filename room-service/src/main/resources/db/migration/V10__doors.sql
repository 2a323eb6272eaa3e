-- Who may come in without being named. Rooms that were there stay open to everybody signed in.
alter table rooms
    add column establishment  text,
    add column access_policy  text    not null default 'SIGNED_IN',
    add column access_groups  text[]  not null default '{}',
    add column guests_welcome boolean not null default false,
    add column guests_wait    boolean not null default true,
    add column guests_code    text,
    add column guest_link     text;                              -- the secret part of the public link

create unique index rooms_by_guest_link on rooms (guest_link);
create index rooms_of_establishment on rooms (establishment);

-- Who was ever invited to a room; what became of each message is in recipients.
create table invited (
    room   uuid not null references rooms on delete cascade,
    person text not null,
    primary key (room, person)
);

create index invited_person on invited (person);

insert into invited (room, person)
select distinct i.room, r.person from invitations i join recipients r on r.invitation = i.id;

-- Wrong codes of guests by room and place, for a minute.
create table code_tries (
    who     text        primary key,
    wrong   integer     not null,
    last_at timestamptz not null
);

create index code_tries_last on code_tries (last_at);
