-- No earlier version wrote audit events, so the table is empty here, and the first event begins the chain.
-- What is written stays: whatever role asks, its owner included, until somebody takes the trigger away. The chain of
-- hashes is for those who do. What the application's role may do is granted after the migrations (db/app-role.sql).
CREATE FUNCTION "audit_events_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'audit events are appended to, never changed: % refused', TG_OP
		USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_events_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events"
	FOR EACH STATEMENT EXECUTE FUNCTION "audit_events_stay"();
