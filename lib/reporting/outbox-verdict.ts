import type { OutboxState } from "@/lib/outbox/outbox-state";

const LATE_AFTER_SECONDS = 60;
/** A running worker calls the provider at least this often while mails wait: it retries a batch after at most a minute. */
const SILENT_AFTER_MS = 70_000;
/** Mails are "leaving" if some were sent within this time. */
const RECENTLY_SENT_MS = 20_000;
/** Shorter pauses are normal rate limiting. */
const LONG_PAUSE_MS = 5_000;

/**
 * The state of the outbox.
 * - clear: no mails wait. waiting: mails wait, none was sent recently. leaving: mails are being sent. late: too slowly.
 * - quiet: the provider asked us to wait. refused: it rejected the latest call or did not respond.
 * - silent: mails wait, but no call was made recently: no worker is running.
 * - held: it is unknown whether some batches were sent.
 */
export type Verdict = "clear" | "waiting" | "leaving" | "late" | "quiet" | "refused" | "silent" | "held";

/** Summarises the state of the outbox in one verdict. */
export function outboxVerdict(state: OutboxState, now: Date): Verdict {
  const { waiting, oldestSeconds, lastSentAt, lastErrorAt, quietUntil } = state;
  if (waiting === 0) return "clear";
  if (state.consecutiveFailures === 0 && quietUntil && quietUntil.getTime() - now.getTime() > LONG_PAUSE_MS)
    return "quiet";
  if (state.held > 0) return "held";
  const late = (oldestSeconds ?? 0) > LATE_AFTER_SECONDS;
  const lastCall = Math.max(lastSentAt?.getTime() ?? 0, lastErrorAt?.getTime() ?? 0);
  if (late && now.getTime() - lastCall > SILENT_AFTER_MS) return "silent";
  if (lastErrorAt && (!lastSentAt || lastErrorAt > lastSentAt)) return "refused";
  if (!lastSentAt || now.getTime() - lastSentAt.getTime() > RECENTLY_SENT_MS) return "waiting";
  return late ? "late" : "leaving";
}
