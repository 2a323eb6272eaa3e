-- The list of what listeners could not handle, where a service keeps it (decision 0106). What it was
-- about stays on the dead-letter topic; here are no words of people.
create table dead_letters (
    id         bigint generated always as identity primary key,
    topic      text        not null, -- where it was heard
    partition  int         not null, -- of its dead-letter topic, as the place in it
    place      bigint      not null,
    consumer   text        not null,
    event_id   text        not null,
    type       text        not null,
    subject    text        not null,
    tries      int         not null,
    cause      text        not null,
    parked_at  timestamptz not null,
    settled_at timestamptz,
    outcome    text check (outcome in ('REPLAYED', 'ABANDONED')),
    check ((settled_at is null) = (outcome is null)),
    unique (topic, partition, place)
);

create index dead_letters_open on dead_letters (id) where settled_at is null;
create index dead_letters_settled on dead_letters (settled_at) where settled_at is not null;
