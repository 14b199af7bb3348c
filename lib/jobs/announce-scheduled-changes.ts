import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { pagesChanged } from "@/lib/page-changes";

/**
 * Announces that public pages have changed if an article or a campaign was published, opened or closed by its own date in the
 * last `withinMs`. Announcing a change twice costs one more rendering of each page that is asked for.
 */
export async function announceScheduledChanges(
  db: Transaction,
  { withinMs }: { withinMs: number },
): Promise<void> {
  const since = sql`now() - make_interval(secs => ${withinMs / 1_000})`;
  const [due] = await db.execute<{ exists: boolean }>(sql`
    select exists (select from articles where published_at > ${since} and published_at <= now())
      or exists (
        select from campaigns cross join lateral (values (published_at), (opens_at), (closes_at)) scheduled (at)
        where at > ${since} and at <= now()
      ) as exists`);
  if (due?.exists) await pagesChanged(db);
}
