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
 * The mails of a folder, kept for good. Two journals: `bodies` holds what mails say, `accepted` holds, one request
 * a line, their summaries and the answer to their idempotency key. A request counts once its line is there, so a
 * crash loses no mail that was answered for and doubles none.
 */
export class MailStore {
  readonly index: MailIndex;
  readonly #bodies: Journal;
  readonly #accepted: Journal;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(shelf: MailIndex, journals: { bodies: Journal; accepted: Journal }) {
    this.index = shelf;
    this.#bodies = journals.bodies;
    this.#accepted = journals.accepted;
  }

  static async open(directory: string): Promise<MailStore> {
    await mkdir(directory, { recursive: true });
    const shelf = new MailIndex();
    const bodies = await openJournal(join(directory, "bodies.jsonl"));
    const accepted = await openJournal(join(directory, "accepted.jsonl"), (text) => {
      const known = line.parse(JSON.parse(text));
      if ("mails" in known) shelf.add(known.mails, known.answer);
      else shelf.markRead(known.read);
    });
    return new MailStore(shelf, { bodies, accepted });
  }

  /** Keeps the mails, and the answer under its key, before it resolves. */
  accept(mails: MailInput[], answerTo: (ids: string[]) => StoredAnswer | null): Promise<MailSummary[]> {
    return this.#inTurn(async () => {
      const places = await this.#bodies.append(mails.map(({ html, text }) => JSON.stringify({ html, text })));
      const kept = places.flatMap((place, index) => {
        const mail = mails[index];
        return mail ? [{ mail: summarise(mail), ...place }] : [];
      });
      const answer = answerTo(kept.map(({ mail }) => mail.id));
      await this.#accepted.append([JSON.stringify({ mails: kept, answer })]);
      this.index.add(kept, answer);
      return kept.map(({ mail }) => mail);
    });
  }

  /** What a mail says. */
  async bodiesOf(id: string): Promise<MailBodies | null> {
    const kept = this.index.find(id);
    return kept && readBodies(await this.#bodies.read(kept));
  }

  async markRead(id: string) {
    if (!this.index.markRead(id)) return;
    await this.#inTurn(() => this.#accepted.append([JSON.stringify({ read: id })]));
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#accepted.clear();
      await this.#bodies.clear();
      this.index.clear();
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#bodies.close();
      await this.#accepted.close();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
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
