-- Equal where the keys are, whoever sealed them; null: the key was stored before there were marks.
alter table rooms add column stream_key_mark text;
create index rooms_of_stream_key on rooms (stream_key_mark) where stream_key_mark is not null;
