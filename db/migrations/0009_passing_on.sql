CREATE TABLE "campaign_milestones" (
	"campaign_id" uuid NOT NULL,
	"signatures" integer NOT NULL,
	"reached_at" timestamp with time zone NOT NULL,
	CONSTRAINT "campaign_milestones_campaign_id_signatures_pk" PRIMARY KEY("campaign_id","signatures")
);
--> statement-breakpoint
CREATE TABLE "campaign_visits" (
	"campaign_id" uuid NOT NULL,
	"visited_on" date NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"visits" integer NOT NULL,
	CONSTRAINT "campaign_visits_campaign_id_visited_on_channel_pk" PRIMARY KEY("campaign_id","visited_on","channel")
);
--> statement-breakpoint
CREATE TABLE "link_tallies" (
	"campaign_id" uuid NOT NULL,
	"share_link_id" uuid NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "link_tallies_campaign_id_share_link_id_pk" PRIMARY KEY("campaign_id","share_link_id")
);
--> statement-breakpoint
CREATE TABLE "referral_tallies" (
	"share_link_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "referral_tallies_share_link_id_generation_pk" PRIMARY KEY("share_link_id","generation")
);
--> statement-breakpoint
CREATE TABLE "share_texts" (
	"campaign_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"message" text,
	"subject" text,
	"body" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "share_texts_campaign_id_locale_pk" PRIMARY KEY("campaign_id","locale")
);
--> statement-breakpoint
CREATE TABLE "share_visitors" (
	"visited_on" date NOT NULL,
	"share_link_id" uuid NOT NULL,
	"visitor" "bytea" NOT NULL,
	CONSTRAINT "share_visitors_visited_on_share_link_id_visitor_pk" PRIMARY KEY("visited_on","share_link_id","visitor")
);
--> statement-breakpoint
CREATE TABLE "visit_salts" (
	"day" date PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "share_visits" ADD COLUMN "channel" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "share_visits" DROP CONSTRAINT "share_visits_share_link_id_visited_on_pk";--> statement-breakpoint
ALTER TABLE "share_visits" ADD CONSTRAINT "share_visits_share_link_id_visited_on_channel_pk" PRIMARY KEY("share_link_id","visited_on","channel");--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "embed_origins" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "depth" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_milestones" ADD CONSTRAINT "campaign_milestones_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_visits" ADD CONSTRAINT "campaign_visits_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_tallies" ADD CONSTRAINT "link_tallies_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_tallies" ADD CONSTRAINT "link_tallies_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_tallies" ADD CONSTRAINT "referral_tallies_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_texts" ADD CONSTRAINT "share_texts_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_tallies_strongest" ON "link_tallies" USING btree ("campaign_id","confirmed");