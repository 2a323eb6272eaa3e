-- Lists of people and groups that somebody keeps for sharing and inviting.
create table favourites (
    id         uuid        primary key,
    owner      text        not null,
    name       varchar(50) not null,
    search     text        not null,
    created_at timestamptz not null
);

create index favourites_of_owner on favourites (owner);

create table favourite_subjects (
    favourite uuid not null references favourites on delete cascade,
    kind      text not null,
    subject   text not null,
    primary key (favourite, kind, subject)
);
