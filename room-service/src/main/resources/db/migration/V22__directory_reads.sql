-- How far each directory's last reads came. Who holds the token is the one that may write.
create table directory_reads (
    source     text primary key,
    token      uuid,
    started_at timestamptz,
    read_at    timestamptz,                                     -- the last one that was whole
    failed_at  timestamptz,
    failure    text
);

-- What a read has told so far. Compared with the copy when it is whole; worth nothing after a crash.
create unlogged table told_people (
    read           uuid not null,
    id             text not null,
    address        text,                                        -- how groups name them, if not by the id
    name           text not null,
    email          text,
    profile        text,
    establishments text[],
    search         text not null
);

create index told_people_by_id on told_people (read, id);
create index told_people_by_address on told_people (read, address) where address is not null;

create unlogged table told_groups (
    read   uuid not null,
    id     text not null,
    name   text not null,
    search text not null
);
create index told_groups_by_id on told_groups (read, id);

create unlogged table told_members (
    read     uuid not null,
    group_id text not null,
    person   text not null                                      -- the id or the address
);

create index told_members_by_group on told_members (read, group_id);

create unlogged table told_establishments (
    read uuid not null,
    code text not null,
    name text not null
);
