-- A message somebody asked for. Its words go when its last delivery is settled.
create table message (
    id             uuid primary key,
    room           uuid        not null,
    sender_name    text        not null,
    sender_address text,
    subject        text,
    html           text,
    text           text,
    open           integer     not null,
    revision       bigint      not null,
    version        bigint      not null
);

-- One person's copy of it.
create table delivery (
    message    uuid        not null references message,
    recipient  text        not null,
    name       text        not null,
    address    text,
    status     text        not null,
    reason     text,
    tries      integer     not null,
    settled_at timestamptz,
    version    bigint      not null,
    primary key (message, recipient)
);

create index settled_deliveries on delivery (settled_at);

-- The table of db-scheduler 16: which copies are still to be sent, when, and who is at it.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
