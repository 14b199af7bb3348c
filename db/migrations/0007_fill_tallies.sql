-- The tallies by hour come from those by hour and origin, the rest from the signatures, which tell the petition text besides.
-- The column that was just added keeps confirmations away from count_events until the end of this transaction: whatever
-- waits there stands in `signatures` already, and what comes later is folded into what is made here.
INSERT INTO "hour_tallies" ("campaign_id", "hour", "confirmed")
SELECT "campaign_id", "hour", sum("confirmed")
FROM (
  SELECT "campaign_id", "hour", "confirmed" FROM "signature_hours"
  UNION ALL
  SELECT "campaign_id", date_trunc('hour', "at", 'UTC'), "change" FROM "count_events"
) "counted"
GROUP BY 1, 2;
--> statement-breakpoint
INSERT INTO "minute_tallies" ("campaign_id", "minute", "confirmed")
SELECT "campaign_id", date_trunc('minute', "confirmed_at", 'UTC'), count(*)
FROM "signatures"
WHERE "confirmed_at" >= now() - interval '2 days' AND "withdrawn_at" IS NULL AND "quarantined_at" IS NULL
GROUP BY 1, 2;
--> statement-breakpoint
INSERT INTO "origin_tallies" ("campaign_id", "dimension", "subject_id", "name", "confirmed")
SELECT "campaign_id",
  CASE
    WHEN grouping("callout") = 0 THEN 'callout'
    WHEN grouping("share_link_id") = 0 THEN 'link'
    WHEN grouping("channel") = 0 THEN 'channel'
    WHEN grouping("country") = 0 THEN 'country'
    ELSE 'text'
  END,
  coalesce("article_id", "share_link_id", "petition_text_id", '00000000-0000-0000-0000-000000000000'),
  coalesce("callout", "channel", "country", ''),
  count(*)
FROM "signatures"
WHERE "confirmed_at" IS NOT NULL AND "withdrawn_at" IS NULL AND "quarantined_at" IS NULL
GROUP BY GROUPING SETS (
  ("campaign_id", "article_id", "callout"), ("campaign_id", "share_link_id"), ("campaign_id", "channel"),
  ("campaign_id", "country"), ("campaign_id", "petition_text_id"));
--> statement-breakpoint
DELETE FROM "count_events";
