import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** How many readers came to an article, by slug and language, on a day. */
export type NewReaders = { slug: string; locale: string; day: string; readers: number };

/** Adds to the daily readers of some published articles, in one statement. Articles that nobody knows are left out. */
export async function addReaders(db: Database, readers: NewReaders[]): Promise<void> {
  if (readers.length === 0) return;
  // In order, so that two processes that write the same articles never wait for each other.
  await db.execute(sql`
    insert into article_views (article_id, viewed_on, readers)
    select articles.id, added.day, sum(added.readers)
    from jsonb_to_recordset(${JSON.stringify(readers)}::jsonb) as added (slug text, locale text, day date, readers int)
    join articles on articles.slug = added.slug and articles.locale = added.locale and articles.published_at <= now()
    group by 1, 2 order by 1, 2
    on conflict (article_id, viewed_on) do update set readers = article_views.readers + excluded.readers`);
}
