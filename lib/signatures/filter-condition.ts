import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { articles, foldedName, signatureState, signatures, supporters } from "@/db/schema";
import { dayAfter, type SignatureFilter } from "./signature-filter";

export const state = signatureState(signatures);
/** The signer's name without case and accents. */
export const folded = foldedName(signatures.name);

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
    where(name, startsWith),
    where(person, (id) => eq(signatures.supporterId, id)),
  );
}

function where<T>(value: T | undefined, condition: (value: T) => SQL): SQL | undefined {
  return value === undefined ? undefined : condition(value);
}

/** A range condition, so that the index on names applies. U+10FFFF is the highest character. */
function startsWith(name: string): SQL {
  const typed = foldedName(sql`${name}::text`);
  return sql`${folded} >= ${typed} and ${folded} < ${typed} || U&'\\+10FFFF'`;
}
