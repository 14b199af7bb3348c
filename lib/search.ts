import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Returns a LIKE pattern that matches a text anywhere. Escapes LIKE's wildcards. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}

/** Returns the SQL condition that a text contains the typed words, without regard to case, accents and punctuation. */
export function containsFolded(text: SQLWrapper, typed: string): SQL {
  return sql`position(fold_text(${typed.replaceAll("\0", "")}) in fold_text(${text})) > 0`;
}
