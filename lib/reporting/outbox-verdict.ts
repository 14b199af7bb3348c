import type { OutboxState } from "@/lib/outbox/outbox-state";

/** A mail that waits longer than this is late. */
const LATE_AFTER_SECONDS = 60;
/** The longest that a worker goes between two calls while mails wait: a batch is tried again after a minute at most. */
const SILENT_AFTER_MS = 70_000;
/** Mails are leaving when some have left so lately. */
const LEFT_LATELY_MS = 20_000;
/** A shorter quiet is the ordinary pace. */
const LONG_QUIET_MS = 5_000;

/**
 * How the outbox is doing, in a word.
 * - clear: nothing waits. waiting: mails wait, none has left just now. leaving: mails leave. late: they leave, but slowly.
 * - quiet: the provider asked us to wait. refused: it did not take the latest call, or gave no answer.
 * - silent: mails wait, and nobody has even tried to send any: no worker runs.
 * - held: of some batches nobody knows whether they were sent.
 */
export type Verdict = "clear" | "waiting" | "leaving" | "late" | "quiet" | "refused" | "silent" | "held";

/** What the state of the outbox means. */
export function outboxVerdict(state: OutboxState, now: Date): Verdict {
  const { waiting, oldestSeconds, lastSentAt, lastErrorAt, quietUntil } = state;
  if (waiting === 0) return "clear";
  if (state.setbacks === 0 && quietUntil && quietUntil.getTime() - now.getTime() > LONG_QUIET_MS)
    return "quiet";
  if (state.held > 0) return "held";
  const late = (oldestSeconds ?? 0) > LATE_AFTER_SECONDS;
  const lastCall = Math.max(lastSentAt?.getTime() ?? 0, lastErrorAt?.getTime() ?? 0);
  if (late && now.getTime() - lastCall > SILENT_AFTER_MS) return "silent";
  if (lastErrorAt && (!lastSentAt || lastErrorAt > lastSentAt)) return "refused";
  if (!lastSentAt || now.getTime() - lastSentAt.getTime() > LEFT_LATELY_MS) return "waiting";
  return late ? "late" : "leaving";
}
