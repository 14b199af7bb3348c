import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { articles, signatureState, signatures, supporters } from "@/db/schema";
import { dayAfter, type SignatureFilter } from "./signature-filter";

export const state = signatureState(signatures);

/**
 * Returns the SQL condition of a filter on `signatures` within one campaign. It uses subqueries instead of joins, so that
 * it can be added to a query in any order.
 */
export function filterCondition({ campaignId, filter }: { campaignId: string; filter: SignatureFilter }) {
  const { country, article, channel, domain, from, to, name, person } = filter;
  return and(
    eq(signatures.campaignId, campaignId),
    where(filter.state, (one) => sql`${state} = ${one}`),
    where(from, (day) => gte(signatures.signedAt, new Date(day))),
    where(to, (day) => lt(signatures.signedAt, new Date(dayAfter(day)))),
    where(country, (code) => eq(signatures.country, code)),
    where(
      article,
      (slug) =>
        sql`${signatures.articleId} = any(array(select ${articles.id} from ${articles} where ${articles.slug} = ${slug}))`,
    ),
    where(channel, (one) => eq(signatures.channel, one)),
    where(
      domain,
      (one) =>
        sql`(select ${supporters.emailDomain} from ${supporters} where ${supporters.id} = ${signatures.supporterId}) = ${one}`,
    ),
    // Each typed word begins a word of the name, without regard to case, accents and kinds of apostrophes.
    // The subquery is evaluated once, not for each row.
    where(
      name,
      (typed) => sql`fold_name(${signatures.name}) like all ((select name_patterns(${typed}))::text[])`,
    ),
    where(person, (id) => eq(signatures.supporterId, id)),
  );
}

function where<T>(value: T | undefined, condition: (value: T) => SQL): SQL | undefined {
  return value === undefined ? undefined : condition(value);
}
