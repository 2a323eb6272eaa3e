-- Who asked those who hold an open room for its place, where all are taken, and when.
create table place_requests (
    room   uuid        not null,
    person text        not null,
    at     timestamptz not null,
    primary key (room, person)
);

create index place_requests_of_person on place_requests (person, at);
create index place_requests_by_age on place_requests (at);
