create table invitations (
    id         uuid        primary key,
    room       uuid        not null references rooms on delete cascade,
    sender     text        not null,
    subject    text        not null,
    sent_at    timestamptz not null,
    lock       bigint      not null
);

create index invitations_of_room on invitations (room, sent_at desc);
create index invitations_of_sender on invitations (sender, sent_at);

create table recipients (
    invitation uuid not null references invitations on delete cascade,
    person     text not null,
    name       text not null,
    status     text not null,
    reason     text,
    primary key (invitation, person)
);
