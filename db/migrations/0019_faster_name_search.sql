-- The same results as before, so that the index stays right. Not STRICT, which would keep the planner from inlining them; most
-- names are plain letters.
CREATE OR REPLACE FUNCTION "fold_text"(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
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
	'[\s!-/:-@[-^_{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2015\u201c-\u201f\u2022\u2026\u30fb\uff65]+', ' ', 'g'
)) END;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "fold_name"(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ' ' || fold_text($1) || CASE
	WHEN $1 ~ '[\u0027\u0060\u00b4\u02bb\u02bc\u2018\u2019\u2032\uff07]'
	THEN ' ' || fold_text(regexp_replace($1, '[\u0027\u0060\u00b4\u02bb\u02bc\u2018\u2019\u2032\uff07]', ' ', 'g'))
	ELSE ''
END;
--> statement-breakpoint
-- The typed words as LIKE patterns on fold_name(), each at the beginning of a word. Folded words hold no wildcards. The last
-- pattern is for a search without any word: nothing matches it.
CREATE FUNCTION "name_patterns"("typed" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
	SELECT coalesce(array_agg(CASE WHEN is_unspaced(word) THEN '%' || word || '%' ELSE '% ' || word || '%' END), ARRAY[U&'\000A'])
	FROM regexp_split_to_table(fold_text(typed), ' ') AS word
	WHERE word <> ''
);
--> statement-breakpoint
DROP FUNCTION "name_matches"(text, text);
