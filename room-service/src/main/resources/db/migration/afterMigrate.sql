-- What the service may do when another role migrates for it, and owns the tables: all with what they
-- hold, but with the audit no more than add lines, seal them, and forget those that its guard lets go.
-- Where the service's own role migrates, nothing can be kept from it.
do $$
begin
    if not exists (
        select from pg_roles where rolname = '${service}' and rolname <> current_user) then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('what the service may do', 0));
    grant usage on schema public to "${service}";
    grant select, insert, update, delete on all tables in schema public to "${service}";
    revoke update on audit from "${service}";
    grant update (position, previous, hash) on audit to "${service}";
    revoke all on ${flyway:table} from "${service}";
end $$;
