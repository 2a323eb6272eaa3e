-- The rooms that are not closed, for whoever counts or lists them.
create index rooms_in_use on rooms (establishment) where status <> 'CLOSED';
create index invitations_by_time on invitations (sent_at);
