-- Why somebody who looks after the platform deleted a room. The audit holds the deed, and nobody's
-- words: these may go, and its lines stay as they were sealed.
create table deletions (
    room   uuid        primary key,
    by     text        not null,
    at     timestamptz not null,
    reason text        not null
);

create index deletions_by_age on deletions (at);
