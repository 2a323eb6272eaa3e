create table outbox (
    seq         bigint generated always as identity primary key,
    topic       text        not null,
    subject     uuid        not null,
    event_id    text        not null,
    type        text        not null,
    at          timestamptz not null,
    traceparent text,
    payload     bytea       not null,
    stored_at   timestamptz not null default clock_timestamp(),
    attempts    int         not null default 0, -- how often Kafka said no; its absence does not count
    cause       text,                           -- why it last said no
    dead_at     timestamptz                     -- no longer offered to Kafka
) with (
    -- Rows come and go: what is left of them must not be walked over at every drain.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000
);

create table inbox (
    topic      text        not null,
    aggregate  uuid        not null,
    revision   bigint      not null,
    handled_at timestamptz not null default clock_timestamp(),
    primary key (topic, aggregate, revision)
);

-- For the purge: marks come in the order of time, so a few pages of index are enough.
create index inbox_handled_at on inbox using brin (handled_at);
