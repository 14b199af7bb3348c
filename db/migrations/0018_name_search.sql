-- Searching without case, accents and kinds of apostrophes. Not unaccent: managed databases may lack the extension, its result
-- depends on a file, and it knows neither Arabic nor Hebrew vowels. The bodies are SQL of the standard (RETURN), bound to the
-- functions that they call, so that a restored dump can build the index whatever its search path. Not STRICT, which would keep the
-- planner from inlining them.
CREATE FUNCTION "fold_text"(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Most names are plain letters.
RETURN CASE WHEN $1 ~ '^[A-Za-z]+( [A-Za-z]+)*$' THEN lower($1) ELSE trim(regexp_replace(
	normalize(
		replace(replace(replace(replace(
			translate(
				-- Combining marks (Latin, Hebrew, Arabic), the Arabic tatweel, invisible characters, and apostrophes.
				regexp_replace(
					lower(normalize(replace($1, U&'\00B4', ''''), NFKD)),
					'[\u0027\u0060\u00ad\u02b9-\u02bf\u02ca\u02cb\u02c8\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2018-\u201b\u202a-\u202e\u2032\u2035\u2060-\u206f\u20d0-\u20ff\ua78b\ua78c\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]',
					'', 'g'
				),
				-- Letters that do not decompose, and Arabic letters that are typed in several ways.
				U&'\0142\00F8\0111\00F0\0256\0127\0131\014B\0167\0259\025B\0254\0253\0257\0199\01B4\03C2\0671\0649\06CC\06A9\06C1\06BE\06D5\0629',
				U&'\006C\006F\0064\0064\0064\0068\0069\006E\0074\0065\0065\006F\0062\0064\006B\0079\03C3\0627\064A\064A\0643\0647\0647\0647\0647'
			),
			U&'\00DF', 'ss'), U&'\00FE', 'th'), U&'\00E6', 'ae'), U&'\0153', 'oe'),
		NFC
	),
	-- Spaces and punctuation.
	'[\s!-/:-@[-^{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2015\u201c-\u201f\u2022\u2026\u30fb\uff65]+', ' ', 'g'
)) END;
--> statement-breakpoint
-- A name as it is searched: each word from its beginning, "O'Brien" as one word and as two.
CREATE FUNCTION "fold_name"(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ' ' || fold_text($1) || CASE
	WHEN $1 ~ '[\u0027\u0060\u00b4\u02bb\u02bc\u2018\u2019\u2032\uff07]'
	THEN ' ' || fold_text(regexp_replace($1, '[\u0027\u0060\u00b4\u02bb\u02bc\u2018\u2019\u2032\uff07]', ' ', 'g'))
	ELSE ''
END;
--> statement-breakpoint
-- Whether a word is of a script that puts no spaces between words (Thai, Lao, Burmese, Khmer, kana, Han, Hangul names).
CREATE FUNCTION "is_unspaced"(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN $1 ~ '^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+$';
--> statement-breakpoint
-- The words of a name, each after the id of its campaign, so that the index need not read those of other campaigns. Unspaced
-- names are found by any part.
CREATE FUNCTION "name_words"("campaign" uuid, "name" text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce((
	SELECT array_to_tsvector(array_agg(DISTINCT campaign::text || ':' || substr(word, start)))
	FROM regexp_split_to_table(trim(fold_name(name)), ' ') AS word,
		generate_series(1, CASE WHEN is_unspaced(word) THEN length(word) ELSE 1 END) AS start
	WHERE word <> ''
), '');
--> statement-breakpoint
-- The search of that index: the typed words with three letters or more, each as a beginning. Null if there is none.
CREATE FUNCTION "name_query"("campaign" uuid, "typed" text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
	SELECT string_agg('''' || campaign::text || ':' || word || ''':*', ' & ')::tsquery
	FROM regexp_split_to_table(fold_text(typed), ' ') AS word
	WHERE length(word) >= 3 OR is_unspaced(word)
);
--> statement-breakpoint
-- The typed words as LIKE patterns on fold_name(), each at the beginning of a word. The last pattern is for
-- a search without any word: nothing matches it.
CREATE FUNCTION "name_patterns"("typed" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
	SELECT coalesce(array_agg(CASE WHEN is_unspaced(word) THEN '%' || word || '%' ELSE '% ' || replace(word, '_', '\_') || '%' END), ARRAY[U&'\000A'])
	FROM regexp_split_to_table(fold_text(typed), ' ') AS word
	WHERE word <> ''
);
--> statement-breakpoint
CREATE TABLE "name_reviews" (
	"signature_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"waiting_since" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"decided_by" uuid
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "reviews_names" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "signature_attempts" ADD COLUMN "shown_name" text;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "shown_name" text;--> statement-breakpoint
ALTER TABLE "name_reviews" ADD CONSTRAINT "name_reviews_signature_id_signatures_id_fk" FOREIGN KEY ("signature_id") REFERENCES "public"."signatures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_reviews" ADD CONSTRAINT "name_reviews_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "name_reviews_waiting" ON "name_reviews" USING btree ("campaign_id","waiting_since","signature_id") WHERE "name_reviews"."approved_at" is null and "name_reviews"."declined_at" is null;--> statement-breakpoint
CREATE INDEX "name_reviews_declined" ON "name_reviews" USING btree ("campaign_id","declined_at","signature_id") WHERE "name_reviews"."declined_at" is not null;
