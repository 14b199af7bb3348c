-- Counts the jobs of the worker's queue by task. The application's role may read nothing else of the schema graphile_worker, whose
-- tables have row-level security: so the function runs as the owner of the tables. Payloads are not returned. The schema exists once
-- all migrations have been applied.
CREATE FUNCTION "job_figures"()
	RETURNS TABLE (task text, waiting int, running int, failed int, late_seconds double precision)
	LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN QUERY
		SELECT job.task_identifier,
			(count(*) FILTER (WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts))::int,
			(count(*) FILTER (WHERE job.locked_at IS NOT NULL))::int,
			(count(*) FILTER (WHERE job.locked_at IS NULL AND job.attempts >= job.max_attempts))::int,
			coalesce(extract(epoch FROM now() - min(job.run_at) FILTER (
				WHERE job.locked_at IS NULL AND job.attempts < job.max_attempts AND job.run_at <= now()
			)), 0)::double precision
		FROM graphile_worker.jobs AS job
		GROUP BY job.task_identifier;
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION "job_figures" FROM PUBLIC;
