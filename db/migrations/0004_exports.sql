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
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_export_id_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_requested_by_id_users_id_fk" FOREIGN KEY ("requested_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_of_campaign" ON "exports" USING btree ("campaign_id","requested_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "exports_unfinished" ON "exports" USING btree ("requested_at") WHERE "exports"."finished_at" is null and "exports"."failed_at" is null and "exports"."cancelled_at" is null and "exports"."deleted_at" is null;