-- What campaigns reached before anybody wrote it down, dated by the hour in which they first had so many. What is not in the
-- tallies yet, the worker finds in the counts.
INSERT INTO "campaign_milestones" ("campaign_id", "signatures", "reached_at")
SELECT "counted"."campaign_id", "step", min("counted"."hour")
FROM (
  SELECT "campaign_id", "hour", sum("confirmed") OVER (PARTITION BY "campaign_id" ORDER BY "hour") AS "signatures"
  FROM "hour_tallies"
) "counted"
JOIN (
  SELECT ("base" * 10 ^ "zeros")::integer AS "step"
  FROM unnest(ARRAY[100, 250, 500]) "base", generate_series(0, 7) "zeros"
  WHERE "base" * 10 ^ "zeros" <= 1000000000
) "ladder" ON "step" <= "counted"."signatures"
GROUP BY 1, 2
ON CONFLICT DO NOTHING;
