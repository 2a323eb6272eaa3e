-- Who wrote it, so that they can be erased too. Messages of the release before are kept a month
-- without.
alter table message add column sender text;

create index message_sender on message (sender);

-- Who was erased, without telling who: what was asked for before that may still arrive after.
create table erased_person (
    mark text        primary key,                              -- SHA-256 of the id
    at   timestamptz not null
);

create index erased_person_at on erased_person (at);
