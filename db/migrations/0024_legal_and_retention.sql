CREATE TABLE "consent_wordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid,
	"locale" text NOT NULL,
	"version" integer NOT NULL,
	"texts" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page" text NOT NULL,
	"locale" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "privacy_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_key" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"outcome" text,
	"opened_by_id" uuid NOT NULL,
	"done_by_id" uuid
);
--> statement-breakpoint
CREATE TABLE "retention_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"anonymised" integer NOT NULL,
	"comments" integer NOT NULL,
	"mails" integer NOT NULL,
	"exports" integer NOT NULL,
	"campaigns" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "signatures" ALTER COLUMN "supporter_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "retention" jsonb;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "anonymised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "consent_wordings" ADD CONSTRAINT "consent_wordings_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "consent_wordings_of_campaign" ON "consent_wordings" USING btree ("campaign_id","locale","version");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_wordings_of_site" ON "consent_wordings" USING btree ("locale","version") WHERE "consent_wordings"."campaign_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "legal_texts_one_version" ON "legal_texts" USING btree ("page","locale","version");--> statement-breakpoint
CREATE INDEX "privacy_requests_open" ON "privacy_requests" USING btree ("due_at") WHERE "privacy_requests"."done_at" is null;--> statement-breakpoint
CREATE INDEX "privacy_requests_by_person" ON "privacy_requests" USING btree ("email_key");--> statement-breakpoint
-- Versions that people read or agreed to stay as they were, whatever role asks.
CREATE FUNCTION "versions_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'versions in % are appended to, never changed: % refused', TG_TABLE_NAME, TG_OP
		USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "consent_wordings_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent_wordings"
	FOR EACH STATEMENT EXECUTE FUNCTION "versions_stay"();
--> statement-breakpoint
CREATE TRIGGER "legal_texts_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "legal_texts"
	FOR EACH STATEMENT EXECUTE FUNCTION "versions_stay"();
