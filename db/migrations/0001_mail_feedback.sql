CREATE TABLE "delivery_figures" (
	"campaign_id" uuid NOT NULL,
	"mailbox" text NOT NULL,
	"signed" integer NOT NULL,
	"sent" integer NOT NULL,
	"delivered" integer NOT NULL,
	"bounced" integer NOT NULL,
	"confirmed" integer NOT NULL,
	"median_delivery_seconds" double precision,
	"median_confirmation_seconds" double precision,
	"measured_at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivery_figures_campaign_id_mailbox_pk" PRIMARY KEY("campaign_id","mailbox")
);
--> statement-breakpoint
CREATE TABLE "mail_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"message_id" uuid,
	"provider_id" text NOT NULL,
	"bounce" text,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "mail_pace" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"quiet_until" timestamp with time zone DEFAULT now() NOT NULL,
	"calling_since" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	CONSTRAINT "mail_pace_is_one_row" CHECK ("mail_pace"."id" = 1)
);
--> statement-breakpoint
DROP INDEX "signatures_one_per_person";--> statement-breakpoint
ALTER TABLE "mail_batches" ADD COLUMN "priority" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "delayed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "bounced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "complained_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "repeat_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "supporters" ADD COLUMN "unsubscribed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "supporters" ADD COLUMN "mailed_at" timestamp with time zone[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery_figures" ADD CONSTRAINT "delivery_figures_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_events_unapplied" ON "mail_events" USING btree ("received_at") WHERE "mail_events"."applied_at" is null;--> statement-breakpoint
CREATE INDEX "mail_events_by_age" ON "mail_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "mail_events_by_message" ON "mail_events" USING btree ("message_id") WHERE "mail_events"."message_id" is not null;--> statement-breakpoint
CREATE INDEX "outbox_messages_by_provider_id" ON "outbox_messages" USING btree ("provider_id") WHERE "outbox_messages"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "signatures_to_remind" ON "signatures" USING btree ("signed_at") WHERE "signatures"."confirmed_at" is null and "signatures"."reminded_at" is null and "signatures"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signatures_one_per_person" ON "signatures" USING btree ("supporter_id","campaign_id");