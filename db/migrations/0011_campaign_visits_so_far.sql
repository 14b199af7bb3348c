-- The visits through all links of a campaign, from before they were counted together.
INSERT INTO "campaign_visits" ("campaign_id", "visited_on", "channel", "visits")
SELECT "campaign_id", "visited_on", "share_visits"."channel", sum("visits")
FROM "share_visits" JOIN "share_links" ON "share_links"."id" = "share_visits"."share_link_id"
WHERE "campaign_id" IS NOT NULL
GROUP BY 1, 2, 3
ON CONFLICT DO NOTHING;
