import { v5 } from "uuid";

/** What a feed tells, in the words of its language. */
export type Entry = {
  /** Stays when the address or the words change: readers' programs know by it what they have shown. */
  id: string;
  url: string;
  title: string;
  /** Plain text. */
  summary: string;
  /** Sanitised, with whole addresses only. */
  html: string;
  author?: string;
  topic?: string;
  publishedAt: Date;
  updatedAt: Date;
};

export type FeedWords = {
  title: string;
  description: string;
  language: string;
  /** The page that the feed belongs to, and where the feed itself is found. */
  home: string;
  rss: string;
  json: string;
  organisation: string;
  updatedAt: Date | undefined;
  entries: Entry[];
};

/** The id of an entry about something that has one. */
export function idOf(uuid: string): string {
  return `urn:uuid:${uuid}`;
}

/** The id of one of several entries about a thing: the same whenever it is made. */
export function idOfPart(uuid: string, ...part: (string | number)[]): string {
  return idOf(v5(part.join(" "), uuid));
}

/** What XML 1.0 does not allow in any way of writing it, and halves of pairs that are no character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be taken out.
const NEVER_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

/** A text that a feed in any format can carry. */
export function carried(text: string): string {
  return text.replace(NEVER_IN_XML, "");
}
