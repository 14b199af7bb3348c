import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Returns a LIKE pattern that matches a text anywhere. Escapes LIKE's wildcards. */
export function containing(text: string): string {
  return `%${withoutNul(text).replaceAll(/[\\%_]/g, "\\$&")}%`;
}

/**
 * Returns the SQL condition that a text contains the typed words, without regard to case, accents and punctuation. Folding
 * removes punctuation, so the text is also compared as typed: a search for punctuation only must find it.
 */
export function containsFolded(text: SQLWrapper, typed: string): SQL {
  const folded = sql`fold_text(${withoutNul(typed)})`;
  return sql`(${text} ilike ${containing(typed)} or (${folded} <> '' and position(${folded} in fold_text(${text})) > 0))`;
}

/** PostgreSQL rejects a text with NUL. */
const withoutNul = (text: string) => text.replaceAll("\0", "");
