import { open, seal } from "@/lib/crypto";
import type { Mail } from "@/lib/mail";

/** How many mails the provider takes in one call. */
export const BATCH_LIMIT = 100;

const PURPOSE = "outbox/batch";

/** The request of a batch, encrypted and bound to it: addresses and tokens are never stored in clear. */
export function sealRequest(batchId: string, request: string): Buffer {
  return seal(PURPOSE, request, batchId);
}

/** The mails of a sealed batch. Throws when they do not open: then `APP_SECRET` is not the one they were sealed under. */
export function openMails({ id, sealed }: { id: string; sealed: Uint8Array }): Mail[] {
  const request = open(PURPOSE, sealed, id);
  if (request === null) throw new Error(`batch ${id} does not open: was APP_SECRET changed?`);
  return JSON.parse(request);
}

const MESSAGE_TAG = "message";

type Tags = Mail["tags"];

/** The mail with the id of its message on it, which the provider repeats in everything that it tells of the mail. */
export function tagged(mail: Mail, messageId: string): Mail {
  return { ...mail, tags: [...(mail.tags ?? []), { name: MESSAGE_TAG, value: messageId }] };
}

/** The message that a mail was for, by its tags; null when it carries none of ours. */
export function messageOf(tags: Tags): string | null {
  return tags?.find(({ name }) => name === MESSAGE_TAG)?.value ?? null;
}
