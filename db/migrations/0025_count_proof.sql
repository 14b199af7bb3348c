CREATE TABLE "address_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"supporter_id" uuid NOT NULL,
	"email_key" "bytea" NOT NULL,
	"email_key_version" smallint NOT NULL,
	"email_cipher" "bytea" NOT NULL,
	"old_email_cipher" "bytea",
	"locale" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "count_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "count_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" uuid NOT NULL,
	"signature_id" uuid NOT NULL,
	"petition_text_id" uuid NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"change" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"supporter_key" "bytea" NOT NULL,
	"supporter_id" uuid,
	"locale" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	"uncounted" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "me_link_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_key" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proof_days" (
	"campaign_id" uuid NOT NULL,
	"day" date NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"count" integer NOT NULL,
	"frontier" "bytea" NOT NULL,
	"checkpoint" text NOT NULL,
	"signature" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"closed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proof_days_campaign_id_day_pk" PRIMARY KEY("campaign_id","day")
);
--> statement-breakpoint
CREATE TABLE "proof_entries" (
	"campaign_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"commitment" "bytea",
	"reason" text,
	"change" integer,
	CONSTRAINT "proof_entries_campaign_id_position_pk" PRIMARY KEY("campaign_id","position")
);
--> statement-breakpoint
CREATE TABLE "proof_nodes" (
	"campaign_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "proof_nodes_campaign_id_level_position_pk" PRIMARY KEY("campaign_id","level","position")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "thanks_mail" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "supporters" ADD COLUMN "me_link_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "supporters" ADD COLUMN "me_tokens_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "address_changes" ADD CONSTRAINT "address_changes_supporter_id_supporters_id_fk" FOREIGN KEY ("supporter_id") REFERENCES "public"."supporters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proof_days" ADD CONSTRAINT "proof_days_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proof_entries" ADD CONSTRAINT "proof_entries_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proof_nodes" ADD CONSTRAINT "proof_nodes_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "address_changes_one_per_person" ON "address_changes" USING btree ("supporter_id");--> statement-breakpoint
CREATE INDEX "address_changes_by_address" ON "address_changes" USING btree ("email_key");--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_one_per_person" ON "erasures" USING btree ("supporter_key");--> statement-breakpoint
CREATE INDEX "erasures_waiting" ON "erasures" USING btree ("requested_at") WHERE "erasures"."erased_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "proof_entries_by_commitment" ON "proof_entries" USING btree ("campaign_id","commitment") WHERE "proof_entries"."commitment" is not null;--> statement-breakpoint
-- What is written to the public log stays, whatever role asks, until somebody takes the trigger away. Then the published roots show it.
CREATE FUNCTION "proof_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the public log is appended to, never changed: % refused', TG_OP
		USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "proof_entries_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "proof_entries"
	FOR EACH STATEMENT EXECUTE FUNCTION "proof_stays"();
--> statement-breakpoint
CREATE TRIGGER "proof_days_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "proof_days"
	FOR EACH STATEMENT EXECUTE FUNCTION "proof_stays"();
--> statement-breakpoint
CREATE TRIGGER "proof_nodes_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "proof_nodes"
	FOR EACH STATEMENT EXECUTE FUNCTION "proof_stays"();
