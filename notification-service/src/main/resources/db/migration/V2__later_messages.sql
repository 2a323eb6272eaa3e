-- An invitation may be followed by other messages, when its date changes, and be sent again.
alter table message
    add column notice            integer not null default 1,   -- which message; the invitation is 1
    add column meeting_start     timestamptz,
    add column meeting_minutes   integer,
    add column meeting_sequence  integer,
    add column meeting_cancelled boolean,
    add column meeting_title     text,
    add column meeting_link      text;

alter table delivery
    add column notice integer not null default 1,              -- the message that this copy is of
    add column round  integer not null default 0;              -- how often it was taken up
