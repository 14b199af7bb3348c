CREATE TABLE "article_slugs" (
	"slug" text NOT NULL,
	"locale" text NOT NULL,
	"article_id" uuid NOT NULL,
	"left_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "article_slugs_slug_locale_pk" PRIMARY KEY("slug","locale")
);
--> statement-breakpoint
CREATE TABLE "article_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"dek" text NOT NULL,
	"byline" text NOT NULL,
	"topic" text NOT NULL,
	"body_markdown" text NOT NULL,
	"primary_campaign" text,
	"saved_by_id" uuid,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"restored_from" integer,
	"merged_with" integer,
	"set_aside_at" timestamp with time zone,
	"shown_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "article_views" (
	"article_id" uuid NOT NULL,
	"viewed_on" date NOT NULL,
	"readers" integer NOT NULL,
	CONSTRAINT "article_views_article_id_viewed_on_pk" PRIMARY KEY("article_id","viewed_on")
);
--> statement-breakpoint
CREATE TABLE "campaign_surges" (
	"campaign_id" uuid PRIMARY KEY NOT NULL,
	"confirmed" integer NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comment_reviews" (
	"signature_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"waiting_since" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"decided_by" uuid
);
--> statement-breakpoint
CREATE TABLE "export_chunks" (
	"export_id" uuid NOT NULL,
	"file" text NOT NULL,
	"position" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	CONSTRAINT "export_chunks_export_id_file_position_pk" PRIMARY KEY("export_id","file","position")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"requested_by_id" uuid,
	"reason" text NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"layout" jsonb,
	"filter_cipher" "bytea",
	"making" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"to_read" integer,
	"read" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"last_read" text,
	"unreadable" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"lease_token" uuid,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "hour_tallies" (
	"campaign_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "hour_tallies_campaign_id_hour_pk" PRIMARY KEY("campaign_id","hour")
);
--> statement-breakpoint
CREATE TABLE "images" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webp" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"sha256" text NOT NULL,
	"kept_by_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minute_tallies" (
	"campaign_id" uuid NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "minute_tallies_campaign_id_minute_pk" PRIMARY KEY("campaign_id","minute")
);
--> statement-breakpoint
CREATE TABLE "origin_tallies" (
	"campaign_id" uuid NOT NULL,
	"dimension" text NOT NULL,
	"subject_id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "origin_tallies_campaign_id_dimension_subject_id_name_pk" PRIMARY KEY("campaign_id","dimension","subject_id","name")
);
--> statement-breakpoint
CREATE TABLE "pending_figures" (
	"campaign_id" uuid PRIMARY KEY NOT NULL,
	"pending" integer NOT NULL,
	"measured_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "signatures_pending";--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "position" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "previous_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "raises_goal" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "next_steps" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "cover_id" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "cover_alt" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "count_events" ADD COLUMN "petition_text_id" uuid;--> statement-breakpoint
ALTER TABLE "petition_texts" ADD COLUMN "published_by_id" uuid;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "quarantine_reason" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "browser" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "system" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "article_slugs" ADD CONSTRAINT "article_slugs_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_saved_by_id_users_id_fk" FOREIGN KEY ("saved_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_views" ADD CONSTRAINT "article_views_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_surges" ADD CONSTRAINT "campaign_surges_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reviews" ADD CONSTRAINT "comment_reviews_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reviews" ADD CONSTRAINT "comment_reviews_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_export_id_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_requested_by_id_users_id_fk" FOREIGN KEY ("requested_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_tallies" ADD CONSTRAINT "hour_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_kept_by_id_users_id_fk" FOREIGN KEY ("kept_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minute_tallies" ADD CONSTRAINT "minute_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "origin_tallies" ADD CONSTRAINT "origin_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_figures" ADD CONSTRAINT "pending_figures_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_slugs_of" ON "article_slugs" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "article_versions_number" ON "article_versions" USING btree ("article_id","number");--> statement-breakpoint
CREATE INDEX "comment_reviews_waiting" ON "comment_reviews" USING btree ("campaign_id","waiting_since","signature_id") WHERE "comment_reviews"."approved_at" is null and "comment_reviews"."declined_at" is null;--> statement-breakpoint
CREATE INDEX "comment_reviews_approved" ON "comment_reviews" USING btree ("campaign_id","approved_at","signature_id") WHERE "comment_reviews"."approved_at" is not null;--> statement-breakpoint
CREATE INDEX "comment_reviews_declined" ON "comment_reviews" USING btree ("campaign_id","declined_at","signature_id") WHERE "comment_reviews"."declined_at" is not null;--> statement-breakpoint
CREATE INDEX "exports_of_campaign" ON "exports" USING btree ("campaign_id","requested_at");--> statement-breakpoint
CREATE INDEX "exports_unfinished" ON "exports" USING btree ("requested_at") WHERE "exports"."finished_at" is null and "exports"."failed_at" is null and "exports"."cancelled_at" is null and "exports"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "origin_tallies_strongest" ON "origin_tallies" USING btree ("campaign_id","dimension","confirmed");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_cover_id_images_id_fk" FOREIGN KEY ("cover_id") REFERENCES "public"."images"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_by_actor" ON "audit_events" USING btree ("actor_id","position");--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("subject","position");--> statement-breakpoint
CREATE UNIQUE INDEX "petition_texts_one_draft" ON "petition_texts" USING btree ("campaign_id","locale") WHERE "petition_texts"."published_at" is null;--> statement-breakpoint
CREATE INDEX "share_links_by_parent" ON "share_links" USING btree ("parent_id") WHERE "share_links"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "signatures_by_state" ON "signatures" USING btree ("campaign_id",(case when "withdrawn_at" is not null then 'withdrawn' when "quarantined_at" is not null then 'set-aside'
    when "confirmed_at" is not null then 'confirmed' else 'pending' end),"signed_at","id");--> statement-breakpoint
CREATE INDEX "signatures_by_name" ON "signatures" USING btree ("campaign_id",(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')) collate "C"),"id");--> statement-breakpoint
CREATE INDEX "supporters_by_domain" ON "supporters" USING btree ("email_domain","id");--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_in_line" UNIQUE("position");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_id_unique" UNIQUE("id");