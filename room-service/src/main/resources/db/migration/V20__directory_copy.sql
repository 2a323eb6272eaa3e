-- Establishments by their codes; a name that is the code is one nobody has told yet.
create table establishments (
    code text primary key,
    name text not null
);

insert into establishments (code, name)
select code, coalesce(max(establishment_name) filter (where code = establishments[1]), code)
from people, unnest(establishments) as code
group by code;

-- people.establishment_name is not written any more; the release before this one reads it.
alter table people
    add column told_by text,                                    -- the directory that told of them last; null: a sign-in
    add column told_at timestamptz,                             -- when the sign-in was that told last
    add column left_at timestamptz;                             -- since when they are not there any more

-- Own school and name in one index, as a search asks for both; adults are found by all schools.
create index people_of_school_by_name on people
    using gin (establishments, to_tsvector('simple', search));
create index adults_by_name on people
    using gin (to_tsvector('simple', search)) where profile in ('TEACHER', 'STAFF');
create index people_told_by on people (told_by, id) where told_by is not null;
drop index people_by_name;
drop index people_by_establishment;

-- What follows from a group's members is kept with it, and written when they change. Who left does
-- not count.
alter table groups
    add column told_by text,
    add column size integer not null default 0,
    add column pupils integer not null default 0,
    add column establishments text[] not null default '{}';

update groups g
set size = m.size, pupils = m.pupils, establishments = m.establishments
from (
    select m.group_id,
        count(distinct p.id) as size,
        count(distinct p.id) filter (where p.profile = 'PUPIL') as pupils,
        coalesce(array_agg(distinct e.code order by e.code) filter (where e.code is not null), '{}')
            as establishments
    from members m join people p on p.id = m.person left join unnest(p.establishments) as e(code) on true
    group by m.group_id) m
where m.group_id = g.id;

create index groups_of_school_by_name on groups
    using gin (establishments, to_tsvector('simple', search));
create index groups_told_by on groups (told_by, id) where told_by is not null;
drop index groups_by_name;
