create table meeting (
    opening         uuid        primary key,
    room            uuid        not null,
    name            text        not null,
    waiting_room    boolean     not null,
    status          text        not null,
    server          text,
    create_time     bigint,
    started_at      timestamptz,
    ended_at        timestamptz,
    present_at      timestamptz not null,
    told_people     integer     not null,
    told_moderators integer     not null,
    told_at         timestamptz,
    revision        bigint      not null,
    version         bigint      not null
);

-- Those that are not over: few, whatever has been.
create index meeting_running on meeting (server, status) where ended_at is null;
create index meeting_ended on meeting (ended_at) where ended_at is not null;

-- Who is in a meeting now; empty when it is over.
create table presence (
    opening   uuid    not null references meeting on delete cascade,
    person    text    not null,
    moderator boolean not null,
    sessions  integer not null,
    primary key (opening, person)
);

create table server_health (
    server        text    primary key,
    state         text    not null,
    failures      integer not null,
    answers       integer not null,
    failing_since timestamptz,
    people        integer not null,
    version       bigint  not null
);

create table used_pass (
    id         uuid        primary key,
    expires_at timestamptz not null
);

create index used_pass_expires on used_pass (expires_at);

-- Callbacks of the servers that were taken in; one that comes again is recognised.
create table callback (
    digest   bytea       primary key,
    taken_at timestamptz not null default clock_timestamp()
);

create index callback_taken on callback (taken_at);
