import { carried, type FeedWords } from "./feed-entry";

/** JSON Feed 1.1 (jsonfeed.org). The library for RSS knows version 1 only, without languages. */
export function asJsonFeed(words: FeedWords): string {
  const { title, description, language, home, json, organisation, entries } = words;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: carried(title),
    description: carried(description),
    home_page_url: home,
    feed_url: json,
    language,
    authors: [{ name: organisation, url: home }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: carried(entry.title),
      summary: carried(entry.summary),
      content_html: carried(entry.html),
      date_published: entry.publishedAt.toISOString(),
      date_modified: entry.updatedAt.toISOString(),
      ...(entry.author && { authors: [{ name: carried(entry.author) }] }),
      ...(entry.topic && { tags: [carried(entry.topic)] }),
      language,
    })),
  });
}
