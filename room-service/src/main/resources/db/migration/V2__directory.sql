-- People and groups, as sign-ins and the directory file tell them.
create table people (
    id                 text   primary key,
    name               text   not null,
    email              text,
    profile            text,
    establishments     text[] not null,
    establishment_name text,
    search             text   not null                           -- name without accents, lower case
);

-- Any word of the name by its beginning, in any order.
create index people_by_name on people using gin (to_tsvector('simple', search));
create index people_by_establishment on people using gin (establishments);

create table groups (
    id     text primary key,
    name   text not null,
    search text not null
);

create index groups_by_name on groups using gin (to_tsvector('simple', search));

create table members (
    group_id text not null references groups on delete cascade,
    person   text not null references people on delete cascade,
    primary key (group_id, person)
);

create index groups_of_person on members (person);
