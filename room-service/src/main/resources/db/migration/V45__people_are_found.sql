-- Where somebody is looked for who wants to know what is kept of them, or is erased.
create index openings_of_opener on openings (opener);
create index openings_closed_by on openings (closed_by) where closed_by is not null;
create index runs_ended_by on runs (ended_by) where ended_by is not null;
create index rooms_run_by on rooms (run_by) where run_by is not null;
create index rooms_wished_by on rooms (stream_wish_by) where stream_wish_by is not null;
create index interventions_by on interventions (by);
create index recipients_by_person on recipients (person);
create index favourites_with on favourite_subjects (subject);
