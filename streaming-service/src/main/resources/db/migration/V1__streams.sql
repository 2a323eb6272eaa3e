create table meeting (
    opening             uuid primary key,
    room                uuid    not null,
    started             boolean not null default false,
    over                boolean not null default false,
    moderators          integer,
    moderators_revision bigint  not null default 0,
    next_url            text,
    next_sealed_key     text check (length(next_sealed_key) <= 2000),
    next_on_stop        text
);

create table stream_run (
    id           uuid primary key,
    room         uuid        not null,
    opening      uuid        not null references meeting,
    url          text        not null,
    sealed_key   text        not null check (length(sealed_key) <= 2000),
    on_stop      text        not null,
    state        text        not null,
    wanted       text        not null,
    revision     bigint      not null,
    lease        bigint      not null,
    admitted     boolean     not null,
    requested_at timestamptz not null,
    since        timestamptz not null,
    live_since   timestamptz,
    stops_at     timestamptz,
    admission_by timestamptz,
    paused_until timestamptz,
    reason       text,
    by           text,
    version      bigint      not null
);

-- The promise of one stream for each opening, kept by the database.
create unique index one_active_run_of_an_opening on stream_run (opening) where state <> 'ENDED';
create index active_runs on stream_run (state) where state <> 'ENDED';
create index ended_runs on stream_run (since) where state = 'ENDED';

-- Instances and their slots.
create table stream_worker (
    name    text primary key,
    slots   integer     not null,
    seen_at timestamptz not null
);

-- db-scheduler: deadlines and the nightly stop.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- db-scheduler: runs that want or have a slot.
create table stream_run_slot (like scheduled_tasks including all);
