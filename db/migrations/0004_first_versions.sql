-- Articles from before there were versions get their first one: the words that the public reads.
INSERT INTO "article_versions" ("id", "article_id", "number", "title", "dek", "byline", "topic", "body_markdown", "primary_campaign", "saved_at", "shown_at")
SELECT gen_random_uuid(), a."id", 1, a."title", a."dek", a."byline", a."topic", a."body_markdown",
       (SELECT c."slug" FROM "article_campaigns" ac JOIN "campaigns" c ON c."id" = ac."campaign_id" WHERE ac."article_id" = a."id" AND ac."is_primary" LIMIT 1),
       a."updated_at", a."published_at"
FROM "articles" a;
