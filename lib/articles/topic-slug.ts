import slugify from "@sindresorhus/slugify";
import { sha256 } from "@/lib/crypto";

/**
 * The slug of a topic, whose name is whatever the newsroom wrote: "Press freedom" and "press freedom" are one. A name in a script
 * that has no Latin letters gets one that says nothing, and stays.
 */
export function topicSlug(name: string): string {
  return slugify(name) || `topic-${sha256(name.trim()).slice(0, 8)}`;
}

/** A topic of one language: all ways in which its name is written, the latest first. */
export type Topic = { slug: string; name: string; names: string[]; updatedAt: Date };

/** Brings together the names that are one topic. Names come with the latest first. */
export function gatherTopics(written: { name: string; updatedAt: Date }[]): Topic[] {
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

/** What a topic is called in another language, as far as articles that are in both tell. */
export type TopicPair = { locale: string; name: string; inLocale: string; inName: string };

/** The slug of a topic in another language, or null where none of its articles is translated. Pairs come with the strongest first. */
export function topicSlugIn(
  pairs: TopicPair[],
  { slug, locale, inLocale }: { slug: string; locale: string; inLocale: string },
): string | null {
  const pair = pairs.find(
    (one) => one.locale === locale && one.inLocale === inLocale && topicSlug(one.name) === slug,
  );
  return pair ? topicSlug(pair.inName) : null;
}
