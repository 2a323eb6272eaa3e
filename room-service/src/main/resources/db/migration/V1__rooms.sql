-- A room as it stands; what happened to it before is in openings.
create table rooms (
    id                uuid        primary key,
    owner             text        not null,
    name              varchar(50) not null,
    waiting_room      boolean     not null,
    stream_url        text,
    stream_key        text check (length(stream_key) <= 2000),   -- sealed for streaming-service
    stream_on_stop    text,
    settings_version  bigint      not null,
    shares_version    bigint      not null,
    status            text        not null,
    opening           uuid,                                      -- the latest, also when it is over
    failure_reason    text,
    failure_at        timestamptz,
    run               uuid,
    run_revision      bigint,
    run_state         text,
    run_since         timestamptz,
    run_live_since    timestamptz,
    run_reason        text,
    run_by            text,
    run_attempt       integer,
    run_attempts      integer,
    run_retry_at      timestamptz,
    run_stops_at      timestamptz,
    run_running       integer,
    run_slots         integer,
    run_host          text,
    stream_wish       text,
    stream_wish_by    text,
    stream_wish_at    timestamptz,
    last_used_at      timestamptz,
    created_at        timestamptz not null,
    creation_key      text,
    revision          bigint      not null,                      -- counts its events
    version           bigint      not null,                      -- counts what people can see change
    lock              bigint      not null
);

create index rooms_of_owner on rooms (owner);
create unique index one_room_per_creation_key on rooms (owner, creation_key);

create table openings (
    id           uuid        primary key,
    room         uuid        not null references rooms on delete cascade,
    opener       text        not null,
    requested_at timestamptz not null,
    opened_at    timestamptz,
    ended_at     timestamptz,
    streamed     boolean     not null,
    people       integer     not null,
    moderators   integer     not null,
    heard        bigint      not null
);

-- Whoever opens at the same moment ends in the same conference.
create unique index one_active_opening_per_room on openings (room) where ended_at is null;
create index openings_of_room on openings (room, requested_at);

alter table rooms add foreign key (opening) references openings deferrable initially deferred;

create table shares (
    room    uuid not null references rooms on delete cascade,
    kind    text not null,
    subject text not null,
    role    text not null,
    primary key (room, kind, subject)
);

create index shares_of_subject on shares (kind, subject);
