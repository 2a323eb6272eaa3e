-- How often whom has asked lately. Not logged: after a crash everybody counts anew, and writing costs
-- a fraction.
create unlogged table rate_limits (
    id         text   primary key,
    state      bytea,
    expires_at bigint
) with (fillfactor = 50);

create index rate_limits_by_end on rate_limits (expires_at);

-- Which session began with which sign-in, for when the identity provider says that it is over.
create table sign_ins (
    session_id       char(36)    primary key,
    subject          text        not null,
    provider_session text,
    ends_at          timestamptz not null
);

create index sign_ins_by_subject on sign_ins (subject);
create index sign_ins_by_provider_session on sign_ins (provider_session);
create index sign_ins_by_end on sign_ins (ends_at);
