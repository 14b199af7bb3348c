import { v5 } from "uuid";

/** An entry of a feed, in the language of the feed. */
export type Entry = {
  /** Stable when the address or the text changes. Feed readers recognise shown entries by it. */
  id: string;
  url: string;
  title: string;
  /** Plain text. */
  summary: string;
  /** Sanitised, with absolute addresses only. */
  html: string;
  /** The address of the social card, a JPEG. It stays the same when the count changes. */
  image: string;
  author?: string;
  topic?: string;
  publishedAt: Date;
  updatedAt: Date;
};

/** The content of a feed, before it is written as RSS or JSON. */
export type FeedContent = {
  title: string;
  description: string;
  language: string;
  /** The addresses of the page that the feed belongs to, and of the feed in both formats. */
  home: string;
  rss: string;
  json: string;
  organisation: string;
  updatedAt: Date | undefined;
  entries: Entry[];
};

/** Returns the id of an entry about an article. */
export function idOf(uuid: string): string {
  return `urn:uuid:${uuid}`;
}

/** Returns the id of one of several entries about a campaign: always the same for the same parts. */
export function idOfPart(uuid: string, ...part: (string | number)[]): string {
  return idOf(v5(part.join(" "), uuid));
}

/** Characters that XML 1.0 cannot represent, and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove.
const NEVER_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

/** Removes the characters that a feed cannot contain. */
export function withoutInvalidCharacters(text: string): string {
  return text.replace(NEVER_IN_XML, "");
}
