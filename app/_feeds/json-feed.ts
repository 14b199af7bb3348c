import { type FeedContent, withoutInvalidCharacters } from "./feed-entry";

/** Serializes a feed as JSON Feed 1.1 (jsonfeed.org). The RSS library supports version 1 only, which has no language. */
export function asJsonFeed(content: FeedContent): string {
  const { title, description, language, home, json, organisation, entries } = content;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: withoutInvalidCharacters(title),
    description: withoutInvalidCharacters(description),
    home_page_url: home,
    feed_url: json,
    language,
    authors: [{ name: organisation, url: home }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: withoutInvalidCharacters(entry.title),
      summary: withoutInvalidCharacters(entry.summary),
      content_html: withoutInvalidCharacters(entry.html),
      image: entry.image,
      date_published: entry.publishedAt.toISOString(),
      date_modified: entry.updatedAt.toISOString(),
      ...(entry.author && { authors: [{ name: withoutInvalidCharacters(entry.author) }] }),
      ...(entry.topic && { tags: [withoutInvalidCharacters(entry.topic)] }),
      language,
    })),
  });
}
