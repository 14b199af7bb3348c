import { Feed } from "feed";
import { type Entry, type FeedContent, withoutInvalidCharacters } from "./feed-entry";

const MEDIA_RSS = "http://search.yahoo.com/mrss/";

/** Serializes a feed as RSS 2.0 with full texts (`content:encoded`). */
export function asRss(content: FeedContent): string {
  const feed = new Feed({
    id: content.home,
    link: content.home,
    title: withoutInvalidCharacters(content.title),
    description: withoutInvalidCharacters(content.description),
    language: content.language,
    copyright: withoutInvalidCharacters(content.organisation),
    // A fixed time for a feed without entries, so that its content does not change.
    updated: content.updatedAt ?? new Date(0),
    generator: "Groundswell",
    feedLinks: { rss: content.rss },
  });
  for (const entry of content.entries) feed.addItem(asItem(entry));
  return feed.rss2();
}

function asItem({ id, url, title, summary, html, image, author, topic, publishedAt }: Entry) {
  return {
    id,
    link: url,
    // Most feed readers parse a title as HTML: unescaped, "a <b" would lose its end, and a tag would take effect.
    title: inCdata(asHtml(title)),
    description: inCdata(asHtml(summary)),
    content: inCdata(html),
    date: publishedAt,
    ...(topic && { category: [{ name: withoutInvalidCharacters(topic) }] }),
    extensions: [
      { name: "media:content", objects: { _attributes: asMedia(image) } },
      // The author element of RSS is an e-mail address.
      ...(author ? [{ name: "dc:creator", objects: { _text: withoutInvalidCharacters(author) } }] : []),
    ],
  };
}

/** Returns the attributes of a picture in Media RSS (rssboard.org/media-rss). Unlike an enclosure it needs no size in bytes. */
function asMedia(url: string) {
  return { "xmlns:media": MEDIA_RSS, url, medium: "image", type: "image/jpeg" };
}

/** Escapes a plain text: titles and descriptions are HTML. */
function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Escapes the end of a CDATA section. The library does this only for the first one in a text. */
function inCdata(html: string): string {
  return withoutInvalidCharacters(html).replaceAll("]]>", "]]&gt;");
}
