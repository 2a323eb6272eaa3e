-- An invitation can be sent again to those it did not reach, be given a date, moved and taken back.
-- Its words are kept only as long as that makes sense.
alter table invitations
    add column html              text,
    add column text              text,
    add column words_until       timestamptz,
    add column notice            integer not null default 1,  -- which message: the invitation is 1
    add column revision          bigint  not null default 1,  -- counts its events
    add column meeting_start     timestamptz,
    add column meeting_minutes   integer,
    add column meeting_sequence  integer,
    add column meeting_cancelled boolean,
    add column pending           integer not null default 0,
    add column delivered         integer not null default 0,
    add column failed            integer not null default 0,
    add column creation_key      text,
    add column version           bigint  not null default 1;  -- counts what people can see change

update invitations i set
    pending = (select count(*) from recipients r where r.invitation = i.id and r.status = 'PENDING'),
    delivered = (select count(*) from recipients r where r.invitation = i.id and r.status = 'DELIVERED'),
    failed = (select count(*) from recipients r where r.invitation = i.id and r.status = 'FAILED');

create unique index one_invitation_per_creation_key on invitations (sender, creation_key);
create index invitations_with_words on invitations (words_until) where words_until is not null;

alter table recipients
    add column address text,                                  -- of those who are not in the directory
    add column notice  integer not null default 1,            -- the message that the status is about
    add column reached boolean not null default false,        -- has got one of the messages
    add column lock    bigint  not null default 0;

update recipients set reached = true where status = 'DELIVERED';

-- How much somebody writes. It outlives the room, or deleting rooms would give new quotas.
create table sendings (
    id         bigint      generated always as identity primary key,
    sender     text        not null,
    room       uuid        not null,
    at         timestamptz not null,
    recipients integer     not null
);

create index sendings_of_sender on sendings (sender, at);
create index sendings_of_room on sendings (room, at);
create index sendings_by_age on sendings (at);

insert into sendings (sender, room, at, recipients)
select i.sender, i.room, i.sent_at, (select count(*) from recipients r where r.invitation = i.id)
from invitations i
where i.sent_at > now() - interval '1 day';

-- Since when we know somebody; those who are here already are no newcomers.
alter table people add column known_since timestamptz not null default '-infinity';
alter table people alter column known_since set default now();
