-- How an opening ended, and how many were there at most.
alter table openings
    add column most_people  integer not null default 0,
    add column close_reason text,
    add column closed_by    text;

create index openings_ended on openings (ended_at) where ended_at is not null;

-- A stream that came out of an opening, as streaming-service told it.
create table runs (
    id            uuid        primary key,
    opening       uuid        not null references openings on delete cascade,
    host          text,
    requested_at  timestamptz not null,
    live_since    timestamptz,                                  -- when it went live first
    live_from     timestamptz,                                  -- since when it is live now
    live_seconds  bigint      not null,
    ended_at      timestamptz,
    end_reason    text,
    ended_by      text,
    heard         bigint      not null,                         -- revision of the last event
    lock          bigint      not null
);

create index runs_of_opening on runs (opening);

-- What somebody who looks after the platform or an establishment did to what ran, and why.
create table interventions (
    id      uuid        primary key,
    opening uuid        not null references openings on delete cascade,
    what    text        not null,
    by      text        not null,
    at      timestamptz not null,
    reason  text        not null
);

create index interventions_of_opening on interventions (opening);
