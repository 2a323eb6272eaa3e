-- Whether people without an account may come to the room: then the meeting can make one wait.
alter table meeting add column guests boolean not null default false;
