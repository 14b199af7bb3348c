import { z } from "zod";
import { type MailSummary, mailSummary } from "./mail";

const DAY_MS = 24 * 60 * 60 * 1000;

export const storedAnswer = z.object({
  key: z.string(),
  fingerprint: z.string(),
  at: z.number(),
  body: z.unknown(),
});

/** The response for an idempotency key, and the hash of its request. */
export type StoredAnswer = z.infer<typeof storedAnswer>;

/** A mail's summary and the position of its bodies on disk. */
export const storedMail = z.object({ mail: mailSummary, offset: z.number(), length: z.number() });

type StoredMail = z.infer<typeof storedMail>;

export type ListedMail = MailSummary & { unread: boolean };

type PageQuery = { limit: number; after?: string; before?: string };

/** The mails in memory, in order of arrival, without their bodies. */
export class MailIndex {
  #mails: (StoredMail & { unread: boolean })[] = [];
  #positions = new Map<string, number>();
  #answers = new Map<string, StoredAnswer>();
  #unread = 0;

  add(mails: StoredMail[], answer: StoredAnswer | null) {
    for (const stored of mails) {
      this.#positions.set(stored.mail.id, this.#mails.length);
      this.#mails.push({ ...stored, unread: true });
    }
    this.#unread += mails.length;
    if (answer) this.#answers.set(answer.key, answer);
  }

  find(id: string): StoredMail | null {
    return this.#mails[this.#positions.get(id) ?? -1] ?? null;
  }

  /** Marks a mail as read. Returns whether it was unread. */
  markRead(id: string): boolean {
    const stored = this.#mails[this.#positions.get(id) ?? -1];
    if (!stored?.unread) return false;
    stored.unread = false;
    this.#unread -= 1;
    return true;
  }

  /** Lists mails, newest first: the newest, those older than `after`, or those newer than `before`. Null if that mail is unknown. */
  list({ limit, after, before }: PageQuery): { mails: ListedMail[]; hasMore: boolean } | null {
    const older = after === undefined ? this.#mails.length : this.#positions.get(after);
    const newer = before === undefined ? -1 : this.#positions.get(before);
    if (older === undefined || newer === undefined) return null;
    const start = before === undefined ? Math.max(older - limit, 0) : newer + 1;
    const end = before === undefined ? older : Math.min(start + limit, this.#mails.length);
    const hasMore = before === undefined ? start > 0 : end < this.#mails.length;
    const mails = this.#mails.slice(start, end).reverse();
    return { mails: mails.map(({ mail, unread }) => ({ ...mail, unread })), hasMore };
  }

  /** Returns the response for an idempotency key of the last 24 hours. */
  answerTo(key: string): StoredAnswer | null {
    const answer = this.#answers.get(key);
    if (!answer) return null;
    if (Date.now() - answer.at < DAY_MS) return answer;
    this.#answers.delete(key);
    return null;
  }

  count() {
    return { all: this.#mails.length, unread: this.#unread };
  }

  clear() {
    this.#mails = [];
    this.#positions.clear();
    this.#answers.clear();
    this.#unread = 0;
  }
}
