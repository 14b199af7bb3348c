-- How many links lie above each: a link whose parent is unknown by now is a first one, as it would be today.
WITH RECURSIVE "below" AS (
  SELECT "id", 0 AS "depth" FROM "share_links" WHERE "parent_id" IS NULL
  UNION ALL
  SELECT "child"."id", "below"."depth" + 1 FROM "share_links" "child" JOIN "below" ON "child"."parent_id" = "below"."id"
)
UPDATE "share_links" SET "depth" = "below"."depth" FROM "below" WHERE "below"."id" = "share_links"."id" AND "below"."depth" > 0;
--> statement-breakpoint
-- The visits through all links of a campaign so far.
INSERT INTO "campaign_visits" ("campaign_id", "visited_on", "channel", "visits")
SELECT "campaign_id", "visited_on", "share_visits"."channel", sum("visits")
FROM "share_visits" JOIN "share_links" ON "share_links"."id" = "share_visits"."share_link_id"
WHERE "campaign_id" IS NOT NULL
GROUP BY 1, 2, 3;
