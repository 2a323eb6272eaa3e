-- Who wants to be told when their establishment may have another room open.
create table vacancy_watches (
    person        text        not null,
    establishment text        not null,
    room          uuid        not null references rooms on delete cascade,   -- the one they wanted to open
    until         timestamptz not null,
    told_at       timestamptz,                                               -- then the wish is spent
    primary key (person, establishment)
);

create index vacancy_watches_untold on vacancy_watches (establishment) where told_at is null;
create index vacancy_watches_of_room on vacancy_watches (room);
create index vacancy_watches_until on vacancy_watches (until);
