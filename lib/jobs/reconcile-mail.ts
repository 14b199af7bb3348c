import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { getSent, listSent } from "@/lib/email/sent";
import { log } from "@/lib/log";
import type { Answer, Mail } from "@/lib/mail";
import { type Span, searchFor, spanOfAttempts } from "@/lib/outbox/attempt-span";
import { callInTurn } from "@/lib/outbox/call-in-turn";
import { type LeasedBatch, leaseHeldBatch } from "@/lib/outbox/lease-batch";
import { listConfirmedMembers } from "@/lib/outbox/list-confirmed-members";
import { keepHeld, reconcileBatch } from "@/lib/outbox/reconcile";
import { messageIdOf, openMails } from "@/lib/outbox/sealed-request";

/** Pages of the provider's list that one search may read: 100,000 mails, some four minutes of calls. */
const MOST_PAGES = 1_000;
const TRIES = 3;

/**
 * Finds out what became of batches whose outcome stayed open until the provider may have forgotten their key: from what
 * webhooks told, else from the provider's list. Nothing of them is sent again before that.
 */
export async function reconcileMail(db: Database): Promise<void> {
  for (;;) {
    const now = new Date();
    const batch = await leaseHeldBatch(db, { now });
    if (!batch) return;
    const found = await findMails(db, batch);
    if (found) {
      const outcome = await reconcileBatch(db, { batch, found, now });
      log().warn({ batchId: batch.id, outcome }, "the outcome of a batch was found out");
    } else {
      await keepHeld(db, { batch, now, error: "the provider's list could not be read to its end" });
      log().error(
        { batchId: batch.id },
        "a batch is held: nobody knows whether it was sent, and it is not sent again",
      );
    }
  }
}

/** The provider's id of each mail of a batch, null for one that it does not have; null altogether when nobody can tell. */
async function findMails(db: Database, batch: LeasedBatch): Promise<(string | null)[] | null> {
  const told = await listConfirmedMembers(db, batch.id);
  const mails = openMails(batch);
  if (told.size === mails.length) return mails.map((_, position) => told.get(position) ?? null);
  const candidates = await searchList(db, mails, spanOfAttempts(batch.firstAttemptAt ?? new Date()));
  if (!candidates) return null;
  const found: (string | null)[] = [];
  for (const [place, mail] of mails.entries()) {
    const id = told.get(place) ?? (await chooseSent(db, mail, candidates[place] ?? []));
    if (id === undefined) return null;
    found.push(id);
  }
  return found;
}

/** For each mail, the ids of those in the provider's list that say the same; null when it could not be read to its end. */
async function searchList(db: Database, mails: Mail[], span: Span): Promise<string[][] | null> {
  const search = searchFor(mails, span);
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await ask(db, async (signal) => {
      const { answer, page } = await listSent({ after }, signal);
      return { answer, result: page };
    });
    if (!page) return null;
    if (!search.look(page.mails)) return search.candidates;
    // A list that ends before it reaches back to the first attempt may have been cut short: it proves nothing missing.
    if (!page.hasMore) return search.candidates.every((found) => found.length > 0) ? search.candidates : null;
    after = page.mails.at(-1)?.id;
  }
  return null;
}

/** Which of some mails that say the same was for this message: null when none was, undefined when nobody can tell. */
async function chooseSent(
  db: Database,
  mail: Mail,
  candidates: string[],
): Promise<string | null | undefined> {
  for (const id of candidates) {
    const sent = await ask(db, async (signal) => {
      const { answer, mail } = await getSent(id, signal);
      return { answer, result: mail };
    });
    if (!sent) return undefined;
    const message = messageIdOf(sent.tags);
    // A mail without our tag counts as ours: in doubt a mail is missing rather than twice there.
    if (message === null || message === messageIdOf(mail.tags)) return id;
  }
  return null;
}

/** Asks the provider in this worker's turn and at the provider's pace; null when it does not answer well. */
async function ask<Result>(
  db: Database,
  call: (signal: AbortSignal) => Promise<{ answer: Answer; result: Result | null }>,
): Promise<Result | null> {
  for (let tries = 0; tries < TRIES; ) {
    const turn = await callInTurn(db, () => call(new AbortController().signal));
    if (turn.outcome !== "called") await sleep(turn.restMs);
    else if (turn.result) return turn.result;
    else tries += 1;
  }
  return null;
}
