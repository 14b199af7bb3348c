import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** New readers of an article on a day. */
export type NewReaders = { slug: string; locale: string; day: string; readers: number };

/** Adds to the daily readers of published articles in one statement. Ignores unknown articles. */
export async function addReaders(db: Database, readers: NewReaders[]): Promise<void> {
  if (readers.length === 0) return;
  // Sorted, so that concurrent processes lock rows in the same order and cannot deadlock.
  await db.execute(sql`
    insert into article_views (article_id, viewed_on, readers)
    select articles.id, added.day, sum(added.readers)
    from jsonb_to_recordset(${JSON.stringify(readers)}::jsonb) as added (slug text, locale text, day date, readers int)
    join articles on articles.slug = added.slug and articles.locale = added.locale and articles.published_at <= now()
    group by 1, 2 order by 1, 2
    on conflict (article_id, viewed_on) do update set readers = article_views.readers + excluded.readers`);
}
