-- The attempt of each signature that is not confirmed yet. It has the id of its signature: that is what links and codes mailed
-- until now name. A migration of its own: it reads millions of rows, and must not hold the locks of 0017 meanwhile.
INSERT INTO "signature_attempts" ("signature_id", "id", "name", "country", "postcode", "comment", "display", "delivered_as",
	"locale", "callout", "channel", "petition_text_id", "article_id", "share_link_id", "consents", "attempted_at", "asked_at", "code_tries")
SELECT "id", "id", "name", "country", "postcode", "comment", "display", "delivered_as",
	"locale", "callout", "channel", "petition_text_id", "article_id", "share_link_id",
	coalesce((SELECT jsonb_agg(jsonb_build_object('purpose', "purpose", 'wording', "wording", 'version', "wording_version"))
		FROM "consents" WHERE "signature_id" = "signatures"."id"), '[]'),
	"signed_at", "confirmation_asked_at", "code_tries"
FROM "signatures" WHERE "confirmed_at" IS NULL AND "withdrawn_at" IS NULL AND "attempt_id" IS NULL
ON CONFLICT DO NOTHING;
