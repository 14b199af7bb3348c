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
CREATE TABLE "hour_tallies" (
	"campaign_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "hour_tallies_campaign_id_hour_pk" PRIMARY KEY("campaign_id","hour")
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
ALTER TABLE "count_events" ADD COLUMN "petition_text_id" uuid;--> statement-breakpoint
ALTER TABLE "article_views" ADD CONSTRAINT "article_views_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_surges" ADD CONSTRAINT "campaign_surges_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_tallies" ADD CONSTRAINT "hour_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minute_tallies" ADD CONSTRAINT "minute_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "origin_tallies" ADD CONSTRAINT "origin_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_figures" ADD CONSTRAINT "pending_figures_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "origin_tallies_strongest" ON "origin_tallies" USING btree ("campaign_id","dimension","confirmed");