import type { QueuedWebhook } from "./payload";

/** Webhooks that wait for their time, the earliest last. */
export class Queue {
  readonly #most: number;
  #waiting: QueuedWebhook[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Answers false when the queue is full; the webhook is then never sent. */
  add(told: QueuedWebhook): boolean {
    if (this.#waiting.length >= this.#most) return false;
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Behind those that are due at the same time: they came first.
      if ((this.#waiting[middle]?.dueAt ?? 0) > told.dueAt) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, told);
    return true;
  }

  /** Takes the earliest one out, if its time has come. */
  take(now: number): QueuedWebhook | undefined {
    const next = this.#waiting.at(-1);
    return next && next.dueAt <= now ? this.#waiting.pop() : undefined;
  }

  nextDueAt(): number | undefined {
    return this.#waiting.at(-1)?.dueAt;
  }
}
