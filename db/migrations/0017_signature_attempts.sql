CREATE TABLE "signature_attempts" (
	"signature_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"postcode" text,
	"comment" text,
	"display" text DEFAULT 'anonymous' NOT NULL,
	"delivered_as" text DEFAULT 'shown' NOT NULL,
	"locale" text NOT NULL,
	"callout" text,
	"channel" text,
	"petition_text_id" uuid NOT NULL,
	"article_id" uuid,
	"share_link_id" uuid,
	"consents" jsonb NOT NULL,
	"attempted_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"mail_id" uuid,
	"code_tries" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "signature_attempts_signature_id_id_pk" PRIMARY KEY("signature_id","id")
);
--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD COLUMN "send_after" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "attempt_id" uuid;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "mail_id" uuid;--> statement-breakpoint
ALTER TABLE "supporters" ADD COLUMN "code_tries" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "supporters" ADD COLUMN "code_tries_on" date;--> statement-breakpoint
ALTER TABLE "signature_attempts" ADD CONSTRAINT "signature_attempts_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE cascade ON UPDATE no action;
