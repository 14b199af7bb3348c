ALTER TABLE "campaigns" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
-- The time of the latest replacement in the audit log. Sample campaigns have no entry there; they were replaced once they
-- were closed and their successor was public.
UPDATE "campaigns" SET "replaced_at" = coalesce(
  (SELECT "at" FROM "audit_events"
    WHERE "subject" = 'campaign:' || "campaigns"."slug" AND "action" = 'campaign.replaced' ORDER BY "position" DESC LIMIT 1),
  greatest("campaigns"."closed_at", "successor"."published_at"))
FROM "campaigns" "successor" WHERE "successor"."id" = "campaigns"."successor_id";
