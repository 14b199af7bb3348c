import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Returns a LIKE pattern that matches a text anywhere. Escapes LIKE's wildcards. */
export function containing(text: string): string {
  return `%${withoutNul(text).replaceAll(/[\\%_]/g, "\\$&")}%`;
}

/** Returns the SQL condition that a text contains the typed words, without regard to case, accents and punctuation. */
export function containsFolded(text: SQLWrapper, typed: string): SQL {
  return sql`position(fold_text(${withoutNul(typed)}) in fold_text(${text})) > 0`;
}

/** PostgreSQL rejects a text with NUL. */
const withoutNul = (text: string) => text.replaceAll("\0", "");
