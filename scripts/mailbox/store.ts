import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Journal, openJournal } from "./journal";
import { type MailBodies, type MailInput, type MailSummary, readBodies } from "./mail";
import { MailIndex, type StoredAnswer, storedAnswer, storedMail } from "./mail-index";

const line = z.union([
  z.object({ mails: z.array(storedMail), answer: storedAnswer.nullable() }),
  z.object({ read: z.string() }),
]);

/**
 * Stores mails in a folder, in two journals: `bodies`, and `accepted` with one line for each request: the summaries and the
 * response for its idempotency key. A request is accepted once its line is written, so a crash neither loses nor duplicates an
 * acknowledged mail.
 */
export class MailStore {
  readonly index: MailIndex;
  readonly #bodies: Journal;
  readonly #accepted: Journal;
  #lastWork: Promise<unknown> = Promise.resolve();

  private constructor(index: MailIndex, journals: { bodies: Journal; accepted: Journal }) {
    this.index = index;
    this.#bodies = journals.bodies;
    this.#accepted = journals.accepted;
  }

  static async open(directory: string): Promise<MailStore> {
    await mkdir(directory, { recursive: true });
    const index = new MailIndex();
    const bodies = await openJournal(join(directory, "bodies.jsonl"));
    const accepted = await openJournal(join(directory, "accepted.jsonl"), (text) => {
      const known = line.parse(JSON.parse(text));
      if ("mails" in known) index.add(known.mails, known.answer);
      else index.markRead(known.read);
    });
    return new MailStore(index, { bodies, accepted });
  }

  /** Stores the mails and the response for their key. */
  accept(mails: MailInput[], answerTo: (ids: string[]) => StoredAnswer | null): Promise<MailSummary[]> {
    return this.#inSequence(async () => {
      const places = await this.#bodies.append(mails.map(({ html, text }) => JSON.stringify({ html, text })));
      const stored = places.flatMap((place, index) => {
        const mail = mails[index];
        return mail ? [{ mail: summarise(mail), ...place }] : [];
      });
      const answer = answerTo(stored.map(({ mail }) => mail.id));
      await this.#accepted.append([JSON.stringify({ mails: stored, answer })]);
      this.index.add(stored, answer);
      return stored.map(({ mail }) => mail);
    });
  }

  /** Returns the bodies of a mail, or null. */
  async bodiesOf(id: string): Promise<MailBodies | null> {
    const stored = this.index.find(id);
    return stored && readBodies(await this.#bodies.read(stored));
  }

  async markRead(id: string) {
    if (!this.index.markRead(id)) return;
    await this.#inSequence(() => this.#accepted.append([JSON.stringify({ read: id })]));
  }

  clear(): Promise<void> {
    return this.#inSequence(async () => {
      await this.#accepted.clear();
      await this.#bodies.clear();
      this.index.clear();
    });
  }

  close(): Promise<void> {
    return this.#inSequence(async () => {
      await this.#bodies.close();
      await this.#accepted.close();
    });
  }

  #inSequence<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#lastWork.then(work);
    this.#lastWork = result.catch(() => {});
    return result;
  }
}

function summarise({ html: _html, text: _text, ...mail }: MailInput): MailSummary {
  const id = randomUUID();
  return {
    id,
    message_id: `<${id}@mailbox.localhost>`,
    created_at: new Date().toISOString(),
    ...mail,
  };
}
