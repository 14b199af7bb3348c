import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";

/** The part of JSON Feed 1.1 (jsonfeed.org) that we use. Unknown fields are errors. */
export const jsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  description: z.string().optional(),
  home_page_url: z.url(),
  feed_url: z.url(),
  language: z.string().min(2),
  authors: z.array(z.strictObject({ name: z.string().min(1), url: z.url().optional() })).min(1),
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
      url: z.url(),
      title: z.string().min(1),
      summary: z.string(),
      content_html: z.string().min(1),
      image: z.url(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime(),
      authors: z.array(z.strictObject({ name: z.string().min(1) })).optional(),
      tags: z.array(z.string()).optional(),
      language: z.string().min(2),
    }),
  ),
});

const item = z.object({
  title: z.string().min(1),
  link: z.url(),
  guid: z.object({ "#text": z.string().min(1), "@_isPermaLink": z.literal("false") }),
  pubDate: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  description: z.string(),
  "content:encoded": z.string().min(1),
  "media:content": z.object({
    "@_xmlns:media": z.literal("http://search.yahoo.com/mrss/"),
    "@_url": z.url(),
    "@_medium": z.literal("image"),
    "@_type": z.literal("image/jpeg"),
  }),
});

const channel = z.object({
  title: z.string().min(1),
  link: z.url(),
  description: z.string().min(1),
  language: z.string().min(2),
  lastBuildDate: z.string(),
  "atom:link": z.object({ "@_href": z.url(), "@_rel": z.literal("self") }),
  item: z.array(item).default([]),
});

/** Parses an RSS feed. Throws if it is not well-formed or lacks a required element. */
export function readRss(xml: string) {
  const isValid = XMLValidator.validate(xml);
  if (isValid !== true) throw new Error(isValid.err.msg);
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    isArray: (name) => name === "item",
  });
  return channel.parse(parser.parse(xml).rss.channel);
}

export const aRequest = (headers: HeadersInit = {}, query = "") =>
  new Request(`http://localhost/feed${query}`, { headers });
export const inLocale = (locale: string) => ({ params: Promise.resolve({ locale }) });
export const onTopic = (locale: string, topic: string) => ({ params: Promise.resolve({ locale, topic }) });
export const itemsOf = async (answer: Promise<Response>) => readRss(await (await answer).text()).item;
export const titlesOf = async (answer: Promise<Response>) =>
  (await itemsOf(answer)).map(({ title }) => title);
