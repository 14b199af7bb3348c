-- Adds a job for the worker in the caller's transaction. The application's role may call it and nothing else of the schema
-- graphile_worker, whose tables have row-level security: so the function runs as the owner of the tables. A job that waits
-- under the same key stays as it is. The schema exists once all migrations have been applied: applyMigrations() creates it
-- after these files.
CREATE FUNCTION "enqueue_job"(task text, payload json, job_key text, flags text[]) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	PERFORM graphile_worker.add_job(
		identifier => task, payload => payload, job_key => job_key, flags => flags, job_key_mode => 'preserve_run_at'
	);
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "enqueue_job" FROM PUBLIC;
