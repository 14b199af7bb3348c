-- The comments of those who have confirmed already wait for the staff, too.
INSERT INTO "comment_reviews" ("signature_id", "campaign_id", "waiting_since")
SELECT "id", "campaign_id", "confirmed_at" FROM "signatures" WHERE "comment" IS NOT NULL AND "confirmed_at" IS NOT NULL
ON CONFLICT DO NOTHING;
