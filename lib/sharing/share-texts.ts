import type { ShareMessage } from "./share-intents";

/** The share texts that staff can write for a campaign in one language. */
export const TEXT_FIELDS = ["message", "subject", "body"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The share texts that staff have written. An empty text means the default. */
export type StaffTexts = Record<TextField, string>;

export const NO_STAFF_TEXTS: StaffTexts = { message: "", subject: "", body: "" };

/** In characters. Social networks cut a message earlier; messengers do not. */
export const MAX_TEXT_LENGTH = { message: 500, subject: 150, body: 2_000 } as const;

/** Returns the message to share: the staff's texts, or the defaults with the title filled in. */
export function shareMessage({
  title,
  ours,
  written,
}: {
  title: string;
  ours: ShareMessage;
  written: StaffTexts | null | undefined;
}): ShareMessage {
  // A function, because "$&" in a title must not act as a replacement pattern.
  const text = (field: TextField) => written?.[field] || ours[field].replaceAll("{title}", () => title);
  return { message: text("message"), subject: text("subject"), body: text("body") };
}
