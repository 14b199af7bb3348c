import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { getSent, listSent } from "@/lib/email/sent";
import { log } from "@/lib/log";
import type { Answer, Mail } from "@/lib/mail";
import { type Span, searchFor, spanOfAttempts } from "@/lib/outbox/attempt-span";
import { callProviderExclusively } from "@/lib/outbox/call-provider";
import { type LeasedBatch, leaseHeldBatch } from "@/lib/outbox/lease-batch";
import { listReportedMails } from "@/lib/outbox/list-reported-mails";
import { keepHeld, reconcileBatch } from "@/lib/outbox/reconcile";
import { messageIdOf, openMails } from "@/lib/outbox/sealed-request";

/** The most pages of the provider's list that one search reads: 100,000 mails, about four minutes of calls. */
const MAX_PAGES = 1_000;
const MAX_TRIES = 3;

/**
 * Looks up the batches whose outcome is still unknown after the provider may have discarded their key: in the events of
 * webhooks, or else in the provider's list. They are not sent again before that.
 */
export async function reconcileMail(db: Database): Promise<void> {
  for (;;) {
    const now = new Date();
    const batch = await leaseHeldBatch(db, { now });
    if (!batch) return;
    const found = await findMails(db, batch);
    if (found) {
      const outcome = await reconcileBatch(db, { batch, found, now });
      log().warn({ batchId: batch.id, outcome }, "the outcome of a batch was looked up");
    } else {
      await keepHeld(db, { batch, now, error: "the provider's list could not be read to its end" });
      log().error({ batchId: batch.id }, "a batch is held: its outcome is unknown, so it is not sent again");
    }
  }
}

/**
 * Returns the provider's id of each mail of a batch, or null for a mail that it does not have. Null if this cannot be
 * determined.
 */
async function findMails(db: Database, batch: LeasedBatch): Promise<(string | null)[] | null> {
  const confirmed = await listReportedMails(db, batch.id);
  const mails = openMails(batch);
  if (confirmed.size === mails.length) return mails.map((_, position) => confirmed.get(position) ?? null);
  const candidates = await searchList(db, mails, spanOfAttempts(batch.firstAttemptAt ?? new Date()));
  if (!candidates) return null;
  const found: (string | null)[] = [];
  for (const [place, mail] of mails.entries()) {
    const id = confirmed.get(place) ?? (await chooseSent(db, mail, candidates[place] ?? []));
    if (id === undefined) return null;
    found.push(id);
  }
  return found;
}

/**
 * Returns, for each mail, the ids in the provider's list with the same address and subject. Null if the list could not
 * be read completely.
 */
async function searchList(db: Database, mails: Mail[], span: Span): Promise<string[][] | null> {
  const search = searchFor(mails, span);
  let after: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await callWithRetries(db, async (signal) => {
      const { answer, page } = await listSent({ after }, signal);
      return { answer, result: page };
    });
    if (!page) return null;
    if (!search.look(page.mails)) return search.candidates;
    // A list that ends after the first attempt may be incomplete, so it does not prove that a mail is missing.
    if (!page.hasMore) return search.candidates.every((found) => found.length > 0) ? search.candidates : null;
    after = page.mails.at(-1)?.id;
  }
  return null;
}

/** Returns which of several equal mails was for this message. Null if none was, undefined if this cannot be determined. */
async function chooseSent(
  db: Database,
  mail: Mail,
  candidates: string[],
): Promise<string | null | undefined> {
  for (const id of candidates) {
    const sent = await callWithRetries(db, async (signal) => {
      const { answer, mail } = await getSent(id, signal);
      return { answer, result: mail };
    });
    if (!sent) return undefined;
    const message = messageIdOf(sent.tags);
    // A mail without a tag counts as ours: in doubt a mail is missing rather than sent twice.
    if (message === null || message === messageIdOf(mail.tags)) return id;
  }
  return null;
}

/** Calls the provider exclusively and within its rate limits. Returns null after three failed calls. */
async function callWithRetries<Result>(
  db: Database,
  call: (signal: AbortSignal) => Promise<{ answer: Answer; result: Result | null }>,
): Promise<Result | null> {
  for (let tries = 0; tries < MAX_TRIES; ) {
    const attempt = await callProviderExclusively(db, () => call(new AbortController().signal));
    if (attempt.outcome !== "called") await sleep(attempt.delayMs);
    else if (attempt.result) return attempt.result;
    else tries += 1;
  }
  return null;
}
