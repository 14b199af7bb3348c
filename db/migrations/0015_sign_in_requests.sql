CREATE TABLE "sign_in_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_cipher" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL
);
