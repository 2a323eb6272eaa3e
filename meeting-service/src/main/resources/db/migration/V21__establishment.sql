-- The school a room belongs to, which what stands before a server may want to know.
alter table meeting add column establishment text;
