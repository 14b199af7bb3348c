import { Feed } from "feed";
import { carried, type Entry, type FeedWords } from "./feed-entry";

/** RSS 2.0, with whole texts (`content:encoded`). */
export function asRss(words: FeedWords): string {
  const feed = new Feed({
    id: words.home,
    link: words.home,
    title: carried(words.title),
    description: carried(words.description),
    language: words.language,
    copyright: carried(words.organisation),
    // Without entries the feed is as old as can be, so that two readings of it are the same.
    updated: words.updatedAt ?? new Date(0),
    generator: "Groundswell",
    feedLinks: { rss: words.rss },
  });
  for (const entry of words.entries) feed.addItem(asItem(entry));
  return feed.rss2();
}

function asItem({ id, url, title, summary, html, author, topic, publishedAt }: Entry) {
  return {
    id,
    link: url,
    title: inCdata(title),
    description: inCdata(asHtml(summary)),
    content: inCdata(html),
    date: publishedAt,
    ...(topic && { category: [{ name: carried(topic) }] }),
    // RSS's own author is an e-mail address.
    ...(author && { extensions: [{ name: "dc:creator", objects: { _text: carried(author) } }] }),
  };
}

/** A description is HTML, whatever it looks like. */
function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** The library writes these as CDATA, and minds only the first end of it in a text. */
function inCdata(html: string): string {
  return carried(html).replaceAll("]]>", "]]&gt;");
}
