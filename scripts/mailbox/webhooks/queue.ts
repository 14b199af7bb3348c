import type { QueuedWebhook } from "./payload";

/** A queue of webhooks, ordered by due time. The earliest is last. */
export class Queue {
  readonly #max: number;
  #waiting: QueuedWebhook[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** Returns false if the queue is full. The webhook is then never sent. */
  add(webhook: QueuedWebhook): boolean {
    if (this.#waiting.length >= this.#max) return false;
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // After those with the same due time, which were added first.
      if ((this.#waiting[middle]?.dueAt ?? 0) > webhook.dueAt) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, webhook);
    return true;
  }

  /** Removes and returns the earliest webhook if it is due. */
  take(now: number): QueuedWebhook | undefined {
    const next = this.#waiting.at(-1);
    return next && next.dueAt <= now ? this.#waiting.pop() : undefined;
  }

  nextDueAt(): number | undefined {
    return this.#waiting.at(-1)?.dueAt;
  }
}
