create table outbox (
    seq         bigint generated always as identity primary key,
    topic       text        not null,
    subject     uuid        not null,
    event_id    text        not null,
    type        text        not null,
    at          timestamptz not null,
    traceparent text,
    payload     bytea       not null,
    stored_at   timestamptz not null default clock_timestamp()
);

create table inbox (
    topic      text        not null,
    aggregate  uuid        not null,
    revision   bigint      not null,
    handled_at timestamptz not null default clock_timestamp(),
    primary key (topic, aggregate, revision)
);
