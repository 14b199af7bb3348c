import { open, seal } from "@/lib/crypto";
import type { Mail } from "@/lib/mail";

/** The most mails that the provider accepts in one call. */
export const BATCH_LIMIT = 100;

const PURPOSE = "outbox/batch";

/** Encrypts the request of a batch, bound to its id: addresses and tokens are never stored in clear. */
export function sealRequest(batchId: string, request: string): Buffer {
  return seal(PURPOSE, request, batchId);
}

/** Decrypts the mails of a batch. Throws if they were sealed under another `APP_SECRET`. */
export function openMails({ id, sealed }: { id: string; sealed: Uint8Array }): Mail[] {
  const request = open(PURPOSE, sealed, id);
  if (request === null) throw new Error(`batch ${id} cannot be decrypted with this APP_SECRET`);
  return JSON.parse(request);
}

const MESSAGE_TAG = "message";

type Tags = Mail["tags"];

/** Adds the id of its message to a mail as a tag, which the provider repeats in each event about the mail. */
export function withMessageTag(mail: Mail, messageId: string): Mail {
  return { ...mail, tags: [...(mail.tags ?? []), { name: MESSAGE_TAG, value: messageId }] };
}

/** Returns the id of the message from a mail's tags, or null if it has no tag of ours. */
export function messageIdOf(tags: Tags): string | null {
  return tags?.find(({ name }) => name === MESSAGE_TAG)?.value ?? null;
}
