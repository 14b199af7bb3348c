CREATE TABLE "comment_reviews" (
	"signature_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"waiting_since" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"decided_by" uuid
);
--> statement-breakpoint
DROP INDEX "signatures_pending";--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "quarantine_reason" text;--> statement-breakpoint
ALTER TABLE "comment_reviews" ADD CONSTRAINT "comment_reviews_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reviews" ADD CONSTRAINT "comment_reviews_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_reviews_waiting" ON "comment_reviews" USING btree ("campaign_id","waiting_since","signature_id") WHERE "comment_reviews"."approved_at" is null and "comment_reviews"."declined_at" is null;--> statement-breakpoint
CREATE INDEX "comment_reviews_approved" ON "comment_reviews" USING btree ("campaign_id","approved_at","signature_id") WHERE "comment_reviews"."approved_at" is not null;--> statement-breakpoint
CREATE INDEX "comment_reviews_declined" ON "comment_reviews" USING btree ("campaign_id","declined_at","signature_id") WHERE "comment_reviews"."declined_at" is not null;--> statement-breakpoint
CREATE INDEX "share_links_by_parent" ON "share_links" USING btree ("parent_id") WHERE "share_links"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "signatures_by_state" ON "signatures" USING btree ("campaign_id",(case when "withdrawn_at" is not null then 'withdrawn' when "quarantined_at" is not null then 'set-aside'
    when "confirmed_at" is not null then 'confirmed' else 'pending' end),"signed_at","id");--> statement-breakpoint
CREATE INDEX "signatures_by_name" ON "signatures" USING btree ("campaign_id",(lower(regexp_replace(normalize("name", NFKD), '[\u0300-\u036f]', '', 'g')) collate "C"),"id");--> statement-breakpoint
CREATE INDEX "supporters_by_domain" ON "supporters" USING btree ("email_domain","id");