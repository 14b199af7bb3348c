import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { openJournal } from "./journal";
import { type MailBodies, type MailInput, type MailSummary, mailSummary, readBodies } from "./mail";

const DAY_MS = 24 * 60 * 60 * 1000;

const answer = z.object({ key: z.string(), fingerprint: z.string(), at: z.number(), body: z.unknown() });
const entry = z.object({ mail: mailSummary, offset: z.number(), length: z.number() });
const line = z.union([
  z.object({ mails: z.array(entry), answer: answer.nullable() }),
  z.object({ read: z.string() }),
]);

type Entry = z.infer<typeof entry> & { unread: boolean };

/** What was answered to an idempotency key, and a fingerprint of what had been asked. */
export type KeptAnswer = z.infer<typeof answer>;

export type ListedMail = MailSummary & { unread: boolean };

export type MailStore = Awaited<ReturnType<typeof openMailStore>>;

/**
 * Opens the mails kept in a folder. Two journals: `bodies` holds what mails say, `accepted` holds, one request a
 * line, their summaries and the answer to their idempotency key. A request counts once its line is there, so a
 * crash loses no mail that was answered for and doubles none.
 */
export async function openMailStore(directory: string) {
  await mkdir(directory, { recursive: true });
  const entries: Entry[] = [];
  const positions = new Map<string, number>();
  const answers = new Map<string, KeptAnswer>();

  const add = (added: z.infer<typeof entry>[], kept: KeptAnswer | null) => {
    for (const one of added) {
      positions.set(one.mail.id, entries.length);
      entries.push({ ...one, unread: true });
    }
    if (kept) answers.set(kept.key, kept);
  };
  const find = (id: string) => entries[positions.get(id) ?? -1];

  const bodies = await openJournal(join(directory, "bodies.jsonl"));
  const accepted = await openJournal(join(directory, "accepted.jsonl"), (text) => {
    const known = line.parse(JSON.parse(text));
    if ("mails" in known) return add(known.mails, known.answer);
    const read = find(known.read);
    if (read) read.unread = false;
  });

  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };

  return {
    /** Keeps the mails, and the answer under its key, before it resolves. */
    accept: (mails: MailInput[], answerTo: (ids: string[]) => KeptAnswer | null): Promise<MailSummary[]> =>
      inTurn(async () => {
        const places = await bodies.append(mails.map(({ html, text }) => JSON.stringify({ html, text })));
        const added = mails.map((mail, index) => ({
          mail: summarise(mail),
          ...(places[index] ?? { offset: 0, length: 0 }),
        }));
        const kept = answerTo(added.map(({ mail }) => mail.id));
        await accepted.append([JSON.stringify({ mails: added, answer: kept })]);
        add(added, kept);
        return added.map(({ mail }) => mail);
      }),

    /** The newest first, or those older than `after`, or those newer than `before`. Unknown ids give null. */
    list: ({ limit, after, before }: { limit: number; after?: string; before?: string }) => {
      const from = after === undefined ? entries.length : positions.get(after);
      const until = before === undefined ? -1 : positions.get(before);
      if (from === undefined || until === undefined) return null;
      const end = before === undefined ? from : Math.min(until + 1 + limit, entries.length);
      const start = before === undefined ? Math.max(end - limit, 0) : until + 1;
      const mails = entries
        .slice(start, end)
        .reverse()
        .map(({ mail, unread }): ListedMail => ({ ...mail, unread }));
      return { mails, hasMore: before === undefined ? start > 0 : end < entries.length };
    },

    find: (id: string): MailSummary | null => find(id)?.mail ?? null,

    /** What a mail says. */
    bodiesOf: async (id: string): Promise<MailBodies | null> => {
      const known = find(id);
      return known ? readBodies(await bodies.read(known)) : null;
    },

    markRead: async (id: string) => {
      const known = find(id);
      if (!known?.unread) return;
      known.unread = false;
      await inTurn(() => accepted.append([JSON.stringify({ read: id })]));
    },

    /** The answer that an idempotency key got within the last 24 hours. */
    answerTo: (key: string): KeptAnswer | null => {
      const kept = answers.get(key);
      if (!kept || Date.now() - kept.at < DAY_MS) return kept ?? null;
      answers.delete(key);
      return null;
    },

    count: () => ({
      all: entries.length,
      unread: entries.reduce((sum, { unread }) => sum + Number(unread), 0),
    }),

    clear: () =>
      inTurn(async () => {
        await accepted.clear();
        await bodies.clear();
        entries.length = 0;
        positions.clear();
        answers.clear();
      }),

    close: () => inTurn(async () => Promise.all([bodies.close(), accepted.close()])),
  };
}

function summarise({ html: _html, text: _text, ...mail }: MailInput): MailSummary {
  const id = randomUUID();
  return {
    id,
    message_id: `<${id}@mailbox.localhost>`,
    created_at: new Date().toISOString(),
    last_event: "delivered",
    ...mail,
  };
}
