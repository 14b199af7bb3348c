import slugify from "@sindresorhus/slugify";
import { sha256 } from "@/lib/crypto";

/**
 * Returns the slug of a topic name. "Press freedom" and "press freedom" are the same topic. A name without Latin letters gets
 * a stable slug from its hash.
 */
export function topicSlug(name: string): string {
  return slugify(name) || `topic-${sha256(name.trim()).slice(0, 8)}`;
}

/** A topic in one language, with all spellings of its name, latest first. */
export type Topic = { slug: string; name: string; names: string[]; updatedAt: Date };

/** Groups names by topic. Input is sorted latest first. */
export function groupTopics(written: { name: string; updatedAt: Date }[]): Topic[] {
  const topics = new Map<string, Topic>();
  for (const { name, updatedAt } of written) {
    const slug = topicSlug(name);
    const known = topics.get(slug);
    if (!known) topics.set(slug, { slug, name, names: [name], updatedAt });
    else {
      known.names.push(name);
      if (updatedAt > known.updatedAt) known.updatedAt = updatedAt;
    }
  }
  return [...topics.values()];
}

/** The names of a topic in two languages, from translated articles. */
export type TopicPair = { locale: string; name: string; inLocale: string; inName: string };

/** Returns the slug of a topic in another language, or null if none of its articles is translated. Pairs are sorted by frequency. */
export function topicSlugIn(
  pairs: TopicPair[],
  { slug, locale, inLocale }: { slug: string; locale: string; inLocale: string },
): string | null {
  const pair = pairs.find(
    (one) => one.locale === locale && one.inLocale === inLocale && topicSlug(one.name) === slug,
  );
  return pair ? topicSlug(pair.inName) : null;
}
