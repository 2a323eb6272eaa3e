-- Who asked to be let into a room, and when. Of rooms that do not exist, too: nobody learns from a
-- limit which they are. It outlives the answer and the room for the same reason.
create table access_requests (
    id      uuid        primary key,
    room    uuid        not null,
    person  text        not null,
    at      timestamptz not null,
    waiting boolean     not null,                               -- for an answer
    unique (room, person)
);

create index access_requests_of_person on access_requests (person, at);
create index access_requests_waiting on access_requests (room, at) where waiting;
create index access_requests_by_age on access_requests (at);
