import type { ShareMessage } from "./share-intents";

/** What staff can write for a campaign in one language. */
export const TEXT_FIELDS = ["message", "subject", "body"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The texts that staff have written; whatever is empty is ours. */
export type StaffTexts = Record<TextField, string>;

export const NO_STAFF_TEXTS: StaffTexts = { message: "", subject: "", body: "" };

/** The longest of each. Networks cut a message sooner; messengers do not. */
export const MAX_TEXT_LENGTH = { message: 500, subject: 150, body: 2_000 } as const;

/** What is passed on: what staff have written, else our own words with the title in them. */
export function shareMessage({
  title,
  ours,
  written,
}: {
  title: string;
  ours: ShareMessage;
  written: StaffTexts | null | undefined;
}): ShareMessage {
  // A function, since "$&" in a title is no pattern.
  const text = (field: TextField) => written?.[field] || ours[field].replaceAll("{title}", () => title);
  return { message: text("message"), subject: text("subject"), body: text("body") };
}
