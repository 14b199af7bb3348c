CREATE TABLE "article_campaigns" (
	"article_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	CONSTRAINT "article_campaigns_article_id_campaign_id_pk" PRIMARY KEY("article_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"dek" text NOT NULL,
	"body_markdown" text NOT NULL,
	"byline" text NOT NULL,
	"topic" text NOT NULL,
	"reading_minutes" integer NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_counts" (
	"campaign_id" uuid NOT NULL,
	"slot" smallint NOT NULL,
	"confirmed" integer NOT NULL,
	CONSTRAINT "campaign_counts_campaign_id_slot_pk" PRIMARY KEY("campaign_id","slot")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"locale" text NOT NULL,
	"goal" integer NOT NULL,
	"published_at" timestamp with time zone,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"won_at" timestamp with time zone,
	"outcome" jsonb,
	"successor_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"signature_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"wording" text NOT NULL,
	"wording_version" text NOT NULL,
	"locale" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_signature_id_purpose_pk" PRIMARY KEY("signature_id","purpose")
);
--> statement-breakpoint
CREATE TABLE "count_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "count_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" uuid NOT NULL,
	"change" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"article_id" uuid,
	"callout" text,
	"share_link_id" uuid,
	"channel" text,
	"country" text
);
--> statement-breakpoint
CREATE TABLE "mail_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"sealed" "bytea",
	"payload_sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_attempt_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"lease_token" uuid,
	"finished_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "mail_batches_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"priority" smallint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"batch_id" uuid,
	"position" smallint,
	"sent_at" timestamp with time zone,
	"provider_id" text,
	"failed_at" timestamp with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "petition_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"target" text NOT NULL,
	"summary" text NOT NULL,
	"ask" text NOT NULL,
	"sha256" text NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"campaign_id" uuid,
	"article_id" uuid,
	"owner_signature_id" uuid,
	"parent_id" uuid,
	"channel" text,
	"locale" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_visits" (
	"share_link_id" uuid NOT NULL,
	"visited_on" date NOT NULL,
	"visits" integer NOT NULL,
	CONSTRAINT "share_visits_share_link_id_visited_on_pk" PRIMARY KEY("share_link_id","visited_on")
);
--> statement-breakpoint
CREATE TABLE "signature_hours" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "signature_hours_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"campaign_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"article_id" uuid,
	"callout" text,
	"share_link_id" uuid,
	"channel" text,
	"country" text,
	"confirmed" integer NOT NULL,
	CONSTRAINT "signature_hours_one_per_origin" UNIQUE NULLS NOT DISTINCT("campaign_id","hour","article_id","callout","share_link_id","channel","country")
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"supporter_id" uuid NOT NULL,
	"petition_text_id" uuid NOT NULL,
	"name" text NOT NULL,
	"country" text,
	"postcode" text,
	"comment" text,
	"display" text DEFAULT 'anonymous' NOT NULL,
	"locale" text NOT NULL,
	"article_id" uuid,
	"callout" text,
	"share_link_id" uuid,
	"channel" text,
	"signed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmation_asked_at" timestamp with time zone NOT NULL,
	"confirmations_asked" smallint DEFAULT 1 NOT NULL,
	"code_tries" smallint DEFAULT 0 NOT NULL,
	"confirmed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"quarantined_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"invited_by_id" uuid,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	"role" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "supporters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_key" "bytea" NOT NULL,
	"email_key_version" smallint NOT NULL,
	"email_cipher" "bytea" NOT NULL,
	"email_domain" text NOT NULL,
	"name" text,
	"country" text,
	"locale" text NOT NULL,
	"verified_at" timestamp with time zone,
	"never_mail_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_key" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_email_key_unique" UNIQUE("email_key")
);
--> statement-breakpoint
ALTER TABLE "article_campaigns" ADD CONSTRAINT "article_campaigns_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_campaigns" ADD CONSTRAINT "article_campaigns_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_counts" ADD CONSTRAINT "campaign_counts_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_successor_id_campaigns_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_messages" ADD CONSTRAINT "outbox_messages_batch_id_mail_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."mail_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition_texts" ADD CONSTRAINT "petition_texts_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_parent_id_share_links_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_visits" ADD CONSTRAINT "share_visits_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature_hours" ADD CONSTRAINT "signature_hours_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_supporter_id_supporters_id_fk" FOREIGN KEY ("supporter_id") REFERENCES "public"."supporters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_petition_text_id_petition_texts_id_fk" FOREIGN KEY ("petition_text_id") REFERENCES "public"."petition_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_share_link_id_share_links_id_fk" FOREIGN KEY ("share_link_id") REFERENCES "public"."share_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_invited_by_id_users_id_fk" FOREIGN KEY ("invited_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_campaigns_carriers" ON "article_campaigns" USING btree ("campaign_id");--> statement-breakpoint
CREATE UNIQUE INDEX "articles_one_per_slug_and_locale" ON "articles" USING btree ("slug","locale");--> statement-breakpoint
CREATE INDEX "articles_feed" ON "articles" USING btree ("locale","published_at" DESC NULLS LAST) WHERE "articles"."published_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_slug" ON "campaigns" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "campaigns_feed" ON "campaigns" USING btree ("published_at" DESC NULLS LAST) WHERE "campaigns"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "mail_batches_unfinished" ON "mail_batches" USING btree ("next_attempt_at") WHERE "mail_batches"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_messages_waiting" ON "outbox_messages" USING btree ("priority","created_at") WHERE "outbox_messages"."batch_id" is null and "outbox_messages"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_messages_in_batch" ON "outbox_messages" USING btree ("batch_id","position") WHERE "outbox_messages"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "petition_texts_current" ON "petition_texts" USING btree ("campaign_id","locale","published_at" DESC NULLS LAST) WHERE "petition_texts"."published_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "share_links_code" ON "share_links" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "share_links_one_per_signature" ON "share_links" USING btree ("owner_signature_id");--> statement-breakpoint
CREATE INDEX "signature_hours_by_time" ON "signature_hours" USING btree ("campaign_id","hour");--> statement-breakpoint
CREATE UNIQUE INDEX "signatures_one_per_person" ON "signatures" USING btree ("campaign_id","supporter_id");--> statement-breakpoint
CREATE INDEX "signatures_recent" ON "signatures" USING btree ("campaign_id","confirmed_at" DESC NULLS LAST) WHERE "signatures"."confirmed_at" is not null;--> statement-breakpoint
CREATE INDEX "signatures_pending" ON "signatures" USING btree ("campaign_id","signed_at") WHERE "signatures"."confirmed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "supporters_one_per_address" ON "supporters" USING btree ("email_key");