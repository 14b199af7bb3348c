import type { OutboxState } from "@/lib/outbox/outbox-state";

const DELAYED_AFTER_SECONDS = 60;
/** A running worker calls the provider at least this often while mails wait: it retries a batch after at most a minute. */
const NO_WORKER_AFTER_MS = 70_000;
/** Mails count as being sent if some were sent within this time. */
const RECENTLY_SENT_MS = 20_000;
/** Shorter pauses are normal rate limiting. */
const LONG_PAUSE_MS = 5_000;

/**
 * The state of the outbox.
 * - empty: no mails wait.
 * - waiting: mails wait, and none was sent in the last 20 s.
 * - sending: mails are being sent.
 * - delayed: mails are being sent, but the oldest has waited for more than a minute.
 * - rate-limited: the provider asked us to wait.
 * - refused: the provider rejected the latest call or did not respond.
 * - no-worker: mails wait, but no call was made recently, so no worker is running.
 * - held: it is unknown whether some batches were sent.
 */
export type Verdict =
  | "empty"
  | "waiting"
  | "sending"
  | "delayed"
  | "rate-limited"
  | "refused"
  | "no-worker"
  | "held";

/** Summarises the state of the outbox in one verdict. */
export function outboxVerdict(state: OutboxState, now: Date): Verdict {
  const { waiting, oldestSeconds, lastSentAt, lastErrorAt, quietUntil } = state;
  if (waiting === 0) return "empty";
  if (state.consecutiveFailures === 0 && quietUntil && quietUntil.getTime() - now.getTime() > LONG_PAUSE_MS)
    return "rate-limited";
  if (state.held > 0) return "held";
  const isDelayed = (oldestSeconds ?? 0) > DELAYED_AFTER_SECONDS;
  const lastCall = Math.max(lastSentAt?.getTime() ?? 0, lastErrorAt?.getTime() ?? 0);
  if (isDelayed && now.getTime() - lastCall > NO_WORKER_AFTER_MS) return "no-worker";
  if (lastErrorAt && (!lastSentAt || lastErrorAt > lastSentAt)) return "refused";
  if (!lastSentAt || now.getTime() - lastSentAt.getTime() > RECENTLY_SENT_MS) return "waiting";
  return isDelayed ? "delayed" : "sending";
}
