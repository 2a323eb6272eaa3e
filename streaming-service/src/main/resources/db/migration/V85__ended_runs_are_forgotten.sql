-- Since when a meeting is over; of those before, the time is not known any more.
alter table meeting add column over_at timestamptz;
update meeting set over_at = now() where over;
create index meetings_over on meeting (over_at) where over_at is not null;

-- Whether a meeting still has a run.
create index runs_of_an_opening on stream_run (opening);
