-- How many people may be in a meeting; 0: as many as come.
alter table meeting add column places integer not null default 0;

-- Who was shown in a moment ago takes a place before their server tells that they are there.
alter table used_pass
    add column opening uuid,
    add column person  text,
    add column used_at timestamptz;

create index used_pass_opening on used_pass (opening, used_at);
