-- A message may be written by the platform itself, in one of two languages, and nobody may want to
-- hear what became of it.
alter table message
    add column language text    not null default 'fr',
    add column reported boolean not null default true;
