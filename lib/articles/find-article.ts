import type { SqlTag } from "@/lib/sql-tag";

/**
 * SQL for the id of the published article with a slug, in the asked language if there is one. A former slug counts too: a cached
 * page may still send the slug from before a move. Selects no row for null.
 */
export function findArticle<Fragment>(
  tag: SqlTag<Fragment>,
  { slug, locale }: { slug: Fragment | string | null; locale: Fragment | string },
): Fragment {
  return tag`
    (select id from articles where slug = ${slug} and published_at <= now() order by (locale = ${locale}) desc limit 1)
    union all
    (select moved.id from article_slugs former join articles moved on moved.id = former.article_id
     where former.slug = ${slug} and moved.published_at <= now() order by (former.locale = ${locale}) desc limit 1)
    limit 1`;
}
