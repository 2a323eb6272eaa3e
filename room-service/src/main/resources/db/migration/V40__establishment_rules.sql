-- What an establishment allows in its rooms; one without a row has the platform's defaults.
create table establishment_rules (
    establishment        text        primary key,
    public_links         boolean     not null,
    external_invitations boolean     not null,
    open_rooms           integer     check (open_rooms >= 1),
    stream_hosts         text[]      not null,
    version              bigint      not null,
    changed_by           text        not null,
    changed_at           timestamptz not null
);
