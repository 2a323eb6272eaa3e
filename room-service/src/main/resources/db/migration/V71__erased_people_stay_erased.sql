-- Who was erased, without telling who: their token may live a little longer.
create table erased_people (
    mark      text        primary key,                          -- SHA-256 of the id
    erased_at timestamptz not null
);

create index erased_people_by_age on erased_people (erased_at);

-- Who left is forgotten one day.
create index people_by_departure on people (left_at) where left_at is not null;
