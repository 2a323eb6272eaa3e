-- Fills room-service's database with the people, groups and rooms of a whole region, for measuring.
-- Runs after its migrations, may run again (what is there stays), and takes about two minutes:
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f infra/bench/rooms.sql
--
-- Other sizes: `set bench.people = 1000;` and the like before it, in the same session. Everything it
-- makes has an id that begins with `bench-`, or a room name that begins with `Banc `.
--
--   bench.people   200000    500 to an establishment: 62 teachers, 5 of the staff, else pupils
--   bench.groups    20000    of each establishment 2/5 classes, 3/5 teams and clubs
--   bench.rooms   1000000    owned by teachers; half are shared, one in five has been used
--   bench.open          0    so many of them are open
--   bench.reader      ada    owns 20 of the rooms and is lent 20 others

begin;

create temporary table bench on commit drop as
select people, groups, rooms, open, reader,
    greatest(people / 500, 1) as schools,
    greatest(groups / greatest(people / 500, 1), 5) as per_school
from (
    select coalesce(nullif(current_setting('bench.people', true), ''), '200000')::int as people,
        coalesce(nullif(current_setting('bench.groups', true), ''), '20000')::int as groups,
        coalesce(nullif(current_setting('bench.rooms', true), ''), '1000000')::int as rooms,
        coalesce(nullif(current_setting('bench.open', true), ''), '0')::int as open,
        coalesce(nullif(current_setting('bench.reader', true), ''), 'ada') as reader) as asked;

insert into establishments (code, name)
select 'bench-' || s, (array['École', 'Collège', 'Lycée'])[1 + s % 3] || ' du Banc ' || s
from bench, generate_series(0, schools - 1) as s
on conflict do nothing;

-- 32 first names by 41 names, and a second name for most: shared by several people, as real ones are.
with words as (
    select array['Marie', 'Camille', 'Léa', 'Manon', 'Chloé', 'Inès', 'Jade', 'Zoé', 'Éloïse', 'Anaïs',
            'Fatou', 'Aminata', 'Hélène', 'Anne-Cécile', 'Maëlys', 'Noémie', 'Lucas', 'Hugo', 'Théo',
            'Louis', 'Jules', 'Adam', 'Raphaël', 'Mathéo', 'Yanis', 'Mamadou', 'François', 'Jérôme',
            'Jean-Noël', 'Loïc', 'Gaël', 'Benoît'] as given,
        array['Martin', 'Bernard', 'Thomas', 'Petit', 'Robert', 'Richard', 'Durand', 'Dubois', 'Moreau',
            'Laurent', 'Simon', 'Michel', 'Lefèvre', 'Leroy', 'Roux', 'David', 'Bertrand', 'Morel',
            'Fournier', 'Girard', 'Bonnet', 'Dupont', 'Lambert', 'Fontaine', 'Rousseau', 'Vincent',
            'Müller', 'Lefebvre', 'Faure', 'André', 'Mercier', 'Blanc', 'Guérin', 'Boyer', 'Garnier',
            'Chevalier', 'Diallo', 'Traoré', 'Nguyen', 'Le Gall', 'D''Hervé'] as family),
named as (
    select n, (n - 1) / 500 % schools as school,
        given[1 + n % 32] || ' ' || family[1 + n / 32 % 41]
            || case when n % 3 = 0 then '' else '-' || family[1 + (n * 7 + n / 41) % 41] end as name
    from bench, words, generate_series(1, people) as n)
insert into people (id, name, email, profile, establishments, search)
select 'bench-p' || n, name, 'bench-p' || n || '@banc.example.org',
    case when n % 8 = 0 then 'TEACHER' when n % 100 = 1 then 'STAFF' else 'PUPIL' end,
    array['bench-' || school],
    translate(lower(name), 'Ééèêëàâäîïôöûüç-''', 'eeeeeaaaiioouuc  ')
from named
on conflict do nothing;

insert into groups (id, name, search)
select 'bench-g' || s || '-' || g, name, translate(lower(name), 'Ééèêëàâäîïôöûüç-''', 'eeeeeaaaiioouuc  ')
from bench, generate_series(0, schools - 1) as s, generate_series(0, per_school - 1) as g,
    lateral (
        select case
            when g < per_school * 2 / 5 then 'Classe ' || 6 - g / 6 % 4 || chr(65 + g % 6)
            when g % 2 = 0 then 'Équipe pédagogique ' || g
            else 'Club ' || (array['échecs', 'théâtre', 'robotique', 'cinéma'])[1 + g / 2 % 4] || ' ' || g
            end as name) as named
on conflict do nothing;

-- A pupil is in one class, one in four in a club too; an adult is in four teams or clubs.
insert into members (group_id, person)
select 'bench-g' || (n - 1) / 500 % schools || '-' || n % greatest(per_school * 2 / 5, 1), 'bench-p' || n
from bench, generate_series(1, people) as n
where n % 8 <> 0 and n % 100 <> 1
union
select 'bench-g' || (n - 1) / 500 % schools || '-'
        || per_school * 2 / 5 + (n / 4 + j * 7) % (per_school - per_school * 2 / 5),
    'bench-p' || n
from bench, generate_series(1, people) as n, generate_series(0, 3) as j
where n % 8 = 0 or n % 100 = 1 or (n % 4 = 1 and j = 0)
on conflict do nothing;

update groups g
set size = m.size, pupils = m.pupils, establishments = m.establishments
from (
    select m.group_id, count(*) as size, count(*) filter (where p.profile = 'PUPIL') as pupils,
        array_agg(distinct p.establishments[1]) as establishments
    from members m join people p on p.id = m.person
    where m.group_id like 'bench-%'
    group by m.group_id) m
where m.group_id = g.id and g.size <> m.size;

-- Rooms and their latest opening know each other by ids that are made from the room's number.
insert into rooms (
    id, owner, name, waiting_room, settings_version, shares_version, status, opening, last_used_at,
    created_at, creation_key, revision, version, lock)
select md5('bench-room-' || r)::uuid,
    case when r <= 20 then reader else 'bench-p' || 8 * (1 + r % greatest(people / 8, 1)) end,
    'Banc ' || (array['Maths', 'Physique', 'Réunion', 'Conseil', 'Langues'])[1 + r % 5] || ' ' || r,
    r % 2 = 0, 1, 1,
    case when r <= open then 'OPEN' else 'CLOSED' end,
    case when r <= open or r % 5 = 0 then md5('bench-opening-' || r)::uuid end,
    case when r <= open or r % 5 = 0 then now() - interval '1 minute' * (r % 100000) end,
    now() - interval '200 days', null, 1, 1, 0
from bench, generate_series(1, rooms) as r
on conflict do nothing;

insert into openings (
    id, room, opener, requested_at, opened_at, ended_at, streamed, people, moderators, heard)
select md5('bench-opening-' || r)::uuid, md5('bench-room-' || r)::uuid,
    'bench-p' || 8 * (1 + r % greatest(people / 8, 1)),
    now() - interval '1 minute' * (r % 100000), now() - interval '1 minute' * (r % 100000),
    case when r > open then now() - interval '1 minute' * (r % 100000) + interval '50 minutes' end,
    false, 25, 1, 1
from bench, generate_series(1, rooms) as r
where r <= open or r % 5 = 0
on conflict do nothing;

insert into shares (room, kind, subject, role)
select md5('bench-room-' || r)::uuid, 'PERSON',
    case when r between 21 and 40 then reader
        else 'bench-p' || 8 * (1 + (r + 1) % greatest(people / 8, 1)) end,
    case when r % 4 = 0 then 'MANAGER' else 'MODERATOR' end
from bench, generate_series(1, rooms) as r
where r % 3 = 0 or r between 21 and 40
union all
select md5('bench-room-' || r)::uuid, 'GROUP',
    'bench-g' || (8 * (1 + r % greatest(people / 8, 1)) - 1) / 500 % schools || '-'
        || per_school * 2 / 5 + r % (per_school - per_school * 2 / 5),
    'MODERATOR'
from bench, generate_series(1, rooms) as r
where r % 4 = 1
on conflict do nothing;

commit;

analyze establishments, people, groups, members, rooms, openings, shares;
