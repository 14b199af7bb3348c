-- Adds the job that writes an export, in the caller's transaction. The application's role may call it and nothing else of the
-- schema graphile_worker, whose tables have row-level security: so the function runs as the owner of the tables. A job that
-- waits under the same key stays as it is. The schema exists once all migrations have been applied: applyMigrations()
-- creates it after these files.
CREATE FUNCTION "enqueue_export"(export_id uuid) RETURNS void
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM graphile_worker.add_job(
		identifier => 'make-export',
		payload => json_build_object('exportId', export_id),
		job_key => 'export:' || export_id,
		flags => array['export'],
		job_key_mode => 'preserve_run_at'
	);
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "enqueue_export" FROM PUBLIC;
