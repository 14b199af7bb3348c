-- What grantAppRole() runs after every migration. The role's name stands in app-role.ts, too.
do $$
declare
  known_schema text;
begin
  if not exists (select from pg_roles where rolname = 'groundswell_app') then
    begin
      create role groundswell_app nologin;
    exception
      when duplicate_object or unique_violation then
        null; -- Made this instant by the migration of another database on the same server.
      when insufficient_privilege then
        raise warning 'The role groundswell_app cannot be made: % may not create roles.', current_user using hint =
          'Have an administrator make it, or add ?role=none to DATABASE_URL: triggers alone then keep the audit log.';
        return;
    end;
  end if;

  begin
    execute format('grant groundswell_app to %I', current_user);
  exception
    when insufficient_privilege then
      raise warning '% may not grant groundswell_app to itself.', current_user using hint =
        format('Have an administrator say: grant groundswell_app to %I', current_user);
  end;

  foreach known_schema in array array['public', 'drizzle'] loop
    execute format('grant usage on schema %I to groundswell_app', known_schema);
  end loop;
  grant select on all tables in schema drizzle to groundswell_app;
  grant select, insert, update, delete on all tables in schema public to groundswell_app;
  grant usage, select on all sequences in schema public to groundswell_app;
  -- For tables that are made outside a migration; the next migration grants these anyhow.
  alter default privileges in schema public grant select, insert, update, delete on tables to groundswell_app;
  alter default privileges in schema public grant usage, select on sequences to groundswell_app;

  -- Otherwise the application needs nothing of the worker's queue: the worker connects to it as the login user.
  grant execute on function enqueue_export to groundswell_app;
  grant execute on function job_figures to groundswell_app;

  revoke update, delete, truncate on audit_events, proof_entries, proof_days, proof_nodes from groundswell_app;
end
$$;
