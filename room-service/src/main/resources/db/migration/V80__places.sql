-- How many people may be in the meeting of an opening; 0: as many as come.
alter table openings add column places integer not null default 0;
