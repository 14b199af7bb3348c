import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { campaigns, petitionTexts } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import type { SqlTag } from "@/lib/sql-tag";

/**
 * `public` reads published texts only. `staff` reads a draft too, in a language without a published text. `preview` reads the
 * draft of a language before its published text.
 */
export type Audience = "public" | "staff" | "preview";

type CurrentText = { locale: Locale; audience: Audience };

/**
 * The petition text of a campaign for a language and an audience, as a subquery to join laterally to `campaigns`. The language
 * decides first: the requested one, then the campaign's main language, then any other. Within a language the audience decides
 * between published text and draft; of published texts the newest counts.
 */
export function currentText(db: Pick<Transaction, "select">, query: CurrentText) {
  const isReadable = query.audience === "public" ? lte(petitionTexts.publishedAt, sql`now()`) : undefined;
  return db
    .select()
    .from(petitionTexts)
    .where(and(eq(petitionTexts.campaignId, campaigns.id), isReadable))
    .orderBy(currentTextOrder<SQL>(sql, query))
    .limit(1)
    .as("text");
}

/** Returns the ORDER BY list that puts the current text of a campaign first. Needs `petition_texts` and `campaigns` in scope. */
export function currentTextOrder<Fragment>(
  tag: SqlTag<Fragment>,
  { locale, audience }: Omit<CurrentText, "locale"> & { locale: Locale | Fragment },
): Fragment {
  const published = audience === "preview" ? tag`desc nulls first` : tag`desc nulls last`;
  return tag`petition_texts.locale = ${locale} desc, petition_texts.locale = campaigns.locale desc,
    petition_texts.published_at ${published}, petition_texts.created_at desc`;
}

/** The title of the current text for staff; the slug while a draft has no title. */
export function titleOrSlug(text: Pick<ReturnType<typeof currentText>, "title">) {
  return sql<string>`coalesce(nullif(${text.title}, ''), ${campaigns.slug})`;
}
