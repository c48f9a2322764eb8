-- Which rows a tenant sees, held by the database whatever a query asks for. Whoever reads for a caller does it as
-- `batchline_reader` with the caller's tenant in `batchline.tenant`. The services' own work runs as the owner of the
-- tables, whom policies do not bind.

-- Roles belong to the whole server, so another database of it may have made this one already, or make it now.
do $$
begin
    if not exists (select from pg_roles where rolname = 'batchline_reader') then
        create role batchline_reader nologin;
    end if;
exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
        raise exception 'the role batchline_reader is missing, and % may not create it', current_user
            using hint = format('as an administrator: create role batchline_reader nologin; grant batchline_reader to %I', current_user);
end $$;

-- Since PostgreSQL 16 who made a role may not become it for that alone.
do $$
declare
    is_16 boolean := current_setting('server_version_num')::integer >= 160000;
begin
    if not pg_has_role(current_user, 'batchline_reader', case when is_16 then 'SET' else 'MEMBER' end) then
        execute format('grant batchline_reader to %I', current_user) || case when is_16 then ' with set true, inherit false' else '' end;
    end if;
    execute format('grant usage on schema %I to batchline_reader', current_schema());
exception
    when insufficient_privilege then
        raise exception '% may not become batchline_reader', current_user
            using hint = format('as an administrator: grant batchline_reader to %I', current_user);
end $$;

-- Without a tenant the setting is null or empty, which no tenant is called, so nothing is seen.
do $$
declare
    name text;
begin
    for name in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
           and a.attname = 'tenant' and not a.attisdropped
    loop
        execute format('alter table %I enable row level security', name);
        execute format('create policy own_tenant on %I for select using (tenant = current_setting(''batchline.tenant'', true))', name);
    end loop;

    -- What has no tenant has that of its batch. Not by `exists`: for that the planner would read all batches of the
    -- tenant at once, however few rows are asked for.
    for name in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
           and a.attname = 'batch_id' and not a.attisdropped and not c.relrowsecurity
    loop
        execute format('alter table %I enable row level security', name);
        execute format('create policy own_tenant on %1$I for select using ((select b.tenant = current_setting(''batchline.tenant'', true) from batches b where b.batch_id = %1$I.batch_id))', name);
    end loop;
end $$;

alter table api_keys enable row level security;
create policy own_tenant on api_keys for select
    using (exists (select from users u where u.username = api_keys.username));

-- What may be read for a caller. No password, no token, no ticket, no key, not even as a hash.
grant select on
    batches, batch_states, items, item_data, review_fields, review_decisions, loads, results, given_items, uploads,
    deleted_batches, analytics_batches, analytics_stages, analytics_failures, audit_log, tenants, workloads
    to batchline_reader;
grant select (username, tenant, role, created_at) on users to batchline_reader;
grant select (key_id, username, name, role, created_at, expires_at, used_at) on api_keys to batchline_reader;
