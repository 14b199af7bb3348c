-- Built while people sign, outside of a transaction, and repeatable: a build that was interrupted leaves an invalid index.
DROP INDEX CONCURRENTLY IF EXISTS "signatures_by_name_words";
--> statement-breakpoint
CREATE INDEX CONCURRENTLY "signatures_by_name_words" ON "signatures" USING gin (name_words("campaign_id", "name"));
--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "signatures_by_name";
