import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isNotNull } from "drizzle-orm";
import { mailBatches, outboxMessages } from "@/db/schema";
import { sendBatch } from "@/lib/email/send";
import { newId } from "@/lib/ids";
import { deliverBatch, type Send } from "@/lib/outbox/deliver";
import { enqueue } from "@/lib/outbox/enqueue";
import { leaseBatch } from "@/lib/outbox/lease-batch";
import { type Renderers, sealBatch } from "@/lib/outbox/seal";
import { UNSENT_REASONS } from "@/lib/outbox/unsent-reasons";
import { startMailbox } from "@/scripts/mailbox/server";
import { aDatabase } from "./database";

export const TOPIC = "test.promised";
export const start = new Date("2026-11-01T09:00:00Z");
export const secondsLater = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

/** Sends to the mailbox through the resend package. */
export const send: Send = (request) => sendBatch(request, new AbortController().signal);

export const mailFor = (to: string) => ({
  from: "us@example.org",
  to,
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
});

/** Shares (0 to 1) of calls at which the mailbox fails. */
type Faults = { tooMany?: number; serverError?: number; droppedAnswer?: number };

/** Sets up an outbox on a real database with a mailbox behind it. A message names its recipient; the subject of a message to `gone@…` no longer exists. */
export async function anOutbox() {
  const { db, owner, drop } = await aDatabase();
  const received: { id: string; to: string[]; tags: unknown }[] = [];
  const mailbox = await startMailbox({
    directory: await mkdtemp(join(tmpdir(), "mailbox-")),
    onAccepted: [(mail) => received.push(mail)],
  });
  process.env.RESEND_BASE_URL = mailbox.url;

  const renderers: Renderers = {
    [TOPIC]: async (_tx, messages) =>
      new Map(
        messages.map(({ id, payload: { to = "" } }) => [
          id,
          to.startsWith("gone@") ? { noMail: UNSENT_REASONS.signatureNotCounted } : mailFor(to),
        ]),
      ),
  };

  async function setMailboxFaults(faults: Faults) {
    await fetch(`${mailbox.url}/_faults`, { method: "POST", body: JSON.stringify(faults) });
  }

  async function enqueueTo(to: string, priority = 1) {
    await enqueue(db, { topic: TOPIC, subjectId: newId(), payload: { to }, priority });
  }

  async function enqueueMany(count: number) {
    const addresses = Array.from({ length: count }, (_, index) => `reader-${index}@example.org`).sort();
    for (const to of addresses) await enqueueTo(to);
    return addresses;
  }

  /** Leases and delivers one batch at a given time, as a worker does. Returns null if none is due. */
  async function deliverAt(now: Date, use: Send = send) {
    const batch = await leaseBatch(db, { now });
    return batch && (await deliverBatch(db, { batch, send: use, clock: () => now })).outcome;
  }

  /** Seals and delivers until nothing is left to do. */
  async function deliverAll(now = start, use: Send = send): Promise<void> {
    const outcome = await deliverAt(now, use);
    if (outcome === null && (await sealBatch(db, { renderers, now })) === 0) return;
    await deliverAll(now, use);
  }

  async function clear() {
    await setMailboxFaults({});
    await db.delete(outboxMessages);
    await db.delete(mailBatches);
    received.length = 0;
  }

  return {
    db,
    owner,
    received,
    renderers,
    setMailboxFaults,
    enqueueTo,
    enqueueMany,
    deliverAt,
    deliverAll,
    clear,
    recipients: () => received.flatMap(({ to }) => to).sort(),
    listSent: () => db.select().from(outboxMessages).where(isNotNull(outboxMessages.sentAt)),
    close: async () => {
      await mailbox.stop();
      await drop();
    },
  };
}
