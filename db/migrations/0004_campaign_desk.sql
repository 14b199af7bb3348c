ALTER TABLE "campaigns" ADD COLUMN "raises_goal" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "next_steps" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "cover_id" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "cover_alt" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "petition_texts" ADD COLUMN "published_by_id" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_cover_id_images_id_fk" FOREIGN KEY ("cover_id") REFERENCES "public"."images"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "petition_texts_one_draft" ON "petition_texts" USING btree ("campaign_id","locale") WHERE "petition_texts"."published_at" is null;