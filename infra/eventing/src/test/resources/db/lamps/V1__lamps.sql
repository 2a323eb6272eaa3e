create table lamp (
    id       uuid primary key,
    revision bigint not null default 0
);

-- What the listener did; the order of its commits is the order of its effects.
create table heard (
    seq      bigint generated always as identity primary key,
    lamp     uuid   not null,
    revision bigint not null,
    what     text   not null
);

create sequence told;
