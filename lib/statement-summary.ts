const MAX_KEPT = 1_000;
const VERB = /^\s*(?:--[^\n]*\n\s*)*([a-z]+)/i;
const TABLE = /\b(?:from|into|update|join|table|call)\s+"?(?:[a-z_]+"?\."?)?([a-z_][a-z0-9_]*)"?/i;

/** Our statements are a fixed number of texts, apart from those with lists of different lengths. */
const kept = new Map<string, string>();

/** Names a statement by its verb and its first table, such as `select signatures`. */
export function statementSummary(text: string): string {
  const known = kept.get(text);
  if (known) return known;
  const verb = VERB.exec(text)?.[1]?.toLowerCase() ?? "statement";
  const table = TABLE.exec(text)?.[1];
  const summary = table ? `${verb} ${table}` : verb;
  if (kept.size < MAX_KEPT) kept.set(text, summary);
  return summary;
}
