alter table rooms
    add column if not exists establishment  text,
    add column if not exists guests_welcome boolean not null default false;

-- Whom the audit's lines mean, and where they came from. Lines hold the token only: who is erased
-- goes from here, and every line stays as it was hashed.
create table audit_people (
    token   uuid primary key,
    person  text not null,                                      -- empty: somebody without account
    address text not null,                                      -- empty: whom something was done to
    seen_on date not null,                                      -- the last day a line was written for them
    unique (person, address)
);

create index audit_people_seen on audit_people (seen_on);

-- What was done and what was refused, a line each. Its chain comes after the commit: lines are sealed
-- in one order, each with the hash of the one before.
create table audit (
    line          bigint generated always as identity primary key,
    at            timestamptz not null,
    what          text        not null,
    result        text        not null,
    actor         uuid,                                         -- a token; null: it came about by itself
    acting_as     text,
    room          uuid,
    establishment text,
    people        uuid[]      not null,                         -- tokens
    detail        text        not null,
    trace         text,
    position      bigint      unique,
    previous      bytea,
    hash          bytea,
    check ((position is null) = (hash is null) and (hash is null) = (previous is null))
);

create index audit_of_actor on audit (actor, line);
create index audit_of_room on audit (room, line);
create index audit_of_establishment on audit (establishment, line);
create index audit_of_what on audit (what, line);
create index audit_at on audit (at);
create index audit_unsealed on audit (line) where hash is null;

-- Nobody changes a line, whatever their rights: it is sealed once, and may go when it is half a year
-- old. In production the service's role owns none of this and has only
--   grant select, insert on audit; grant update (position, previous, hash) on audit; grant delete on audit.
create function audit_keeps_its_lines() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
            and (new.line, new.at, new.what, new.result, new.actor, new.acting_as, new.room,
                 new.establishment, new.people, new.detail, new.trace)
                is not distinct from
                (old.line, old.at, old.what, old.result, old.actor, old.acting_as, old.room,
                 old.establishment, old.people, old.detail, old.trace) then
        return new;
    end if;
    if tg_op = 'DELETE' and old.at < now() - interval '180 days' then
        return old;
    end if;
    raise exception 'the audit keeps its lines: % refused', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger audit_keeps_its_lines before update or delete on audit
    for each row execute function audit_keeps_its_lines();
create trigger audit_is_never_emptied before truncate on audit
    for each statement execute function audit_keeps_its_lines();

-- What each look at the chain found; the last one is what is reported.
create table audit_checks (
    at       timestamptz primary key,
    lines    bigint      not null,
    position bigint      not null,                              -- how far the chain goes, or held
    hash     bytea,
    intact   boolean     not null,
    finding  text        not null
);
