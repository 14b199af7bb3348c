import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { articles, foldedName, signatureState, signatures, supporters } from "@/db/schema";
import { dayAfter, type SignatureFilter } from "./signature-filter";

/** The state of a row of `signatures`, as SQL. */
export const state = signatureState(signatures);
/** A signer's name without case and accents, as SQL. */
export const folded = foldedName(signatures.name);

/**
 * The condition of a filter on `signatures`, within one campaign. It reads nothing but that table (and looks up what else it
 * needs row by row), so that it can follow any order in which signatures are read.
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
    where(name, beginsLike),
    where(person, (id) => eq(signatures.supporterId, id)),
  );
}

/** A part of a filter, if it is set. */
function where<T>(wanted: T | undefined, condition: (wanted: T) => SQL): SQL | undefined {
  return wanted === undefined ? undefined : condition(wanted);
}

/** U+10FFFF is the last of all characters. */
function beginsLike(name: string): SQL {
  const typed = foldedName(sql`${name}::text`);
  return sql`${folded} >= ${typed} and ${folded} < ${typed} || U&'\\+10FFFF'`;
}
