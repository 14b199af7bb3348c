-- The links from before: how many lie above each.
WITH RECURSIVE "known" AS (
  SELECT "id", 0 AS "depth" FROM "share_links" WHERE "parent_id" IS NULL
  UNION ALL
  SELECT "link"."id", "known"."depth" + 1 FROM "share_links" "link" JOIN "known" ON "link"."parent_id" = "known"."id"
)
UPDATE "share_links" SET "depth" = "known"."depth"
FROM "known" WHERE "known"."id" = "share_links"."id" AND "known"."depth" <> "share_links"."depth";
--> statement-breakpoint
-- What counted before is credited here; what still waits in count_events is taken off again, since the worker will credit
-- it. One statement sees one moment, so that whoever confirms meanwhile is in both or in neither.
WITH RECURSIVE "counted" AS (
  SELECT "campaign_id", "share_link_id", sum("change") AS "change"
  FROM (
    SELECT "campaign_id", "share_link_id", 1 AS "change" FROM "signatures"
    WHERE "confirmed_at" IS NOT NULL AND "withdrawn_at" IS NULL AND "quarantined_at" IS NULL
    UNION ALL
    SELECT "campaign_id", "share_link_id", -"change" FROM "count_events"
  ) "change"
  GROUP BY 1, 2
),
"chain" AS (
  SELECT "followed"."id" AS "followed_id", "followed"."id", "followed"."parent_id", 1 AS "generation"
  FROM (SELECT DISTINCT "share_link_id" FROM "counted") "start" JOIN "share_links" "followed" ON "followed"."id" = "start"."share_link_id"
  UNION ALL
  SELECT "chain"."followed_id", "link"."id", "link"."parent_id", "chain"."generation" + 1
  FROM "chain" JOIN "share_links" "link" ON "link"."id" = "chain"."parent_id" WHERE "chain"."generation" < 1000
),
"credited" AS MATERIALIZED (
  SELECT "campaign_id", "chain"."id" AS "share_link_id", "generation", sum("change") AS "change"
  FROM "chain" JOIN "counted" ON "counted"."share_link_id" = "followed_id"
  GROUP BY 1, 2, 3 HAVING sum("change") <> 0
),
"referrals" AS (
  INSERT INTO "referral_tallies" ("share_link_id", "generation", "confirmed")
  SELECT "share_link_id", "generation", sum("change") FROM "credited" GROUP BY 1, 2
),
"links" AS (
  INSERT INTO "link_tallies" ("campaign_id", "share_link_id", "confirmed")
  SELECT "campaign_id", "share_link_id", sum("change") FROM "credited" GROUP BY 1, 2
),
"origins" AS (
  SELECT "counted"."campaign_id", "change",
    CASE WHEN "share_link_id" IS NULL THEN '' ELSE (coalesce("depth", 0) + 1)::text END AS "generation",
    coalesce("article_id", '00000000-0000-0000-0000-000000000000') AS "landing_id",
    CASE WHEN "share_link_id" IS NULL THEN '' ELSE 'link' END AS "landed"
  FROM "counted" LEFT JOIN "share_links" "link" ON "link"."id" = "counted"."share_link_id"
)
INSERT INTO "origin_tallies" ("campaign_id", "dimension", "subject_id", "name", "confirmed")
SELECT "campaign_id", 'generation', '00000000-0000-0000-0000-000000000000'::uuid, "generation", sum("change") FROM "origins" GROUP BY 1, 2, 3, 4
UNION ALL
SELECT "campaign_id", 'landing', "landing_id", "landed", sum("change") FROM "origins" GROUP BY 1, 2, 3, 4;
