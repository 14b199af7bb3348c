import { boundedQueue, type QueueLimits } from "./bounded-queue";

/** Work that never ends, because its answer was lost, gives its place back after this time. */
const MAX_HOLD_MS = 15_000;

type Options = {
  /** The most that runs at once. */
  maxRunning: number;
  queue: QueueLimits;
};

/**
 * Limits how much runs at once: the rest waits in a queue that refuses by age. The returned function runs some work, or returns
 * null if it was refused. A place is taken until the work ends, also if nobody waits for it any more.
 */
export function gate({ maxRunning, queue: limits }: Options) {
  let running = 0;
  const queue = boundedQueue<(isAdmitted: boolean) => void>({ limits, refuse: (answer) => answer(false) });

  function admitNext() {
    while (running < maxRunning) {
      const [admit] = queue.take(1);
      if (!admit) return;
      running += 1;
      admit(true);
    }
  }

  function waitForPlace(): Promise<boolean> {
    return new Promise((resolve) => {
      if (!queue.add(resolve)) resolve(false);
      else admitNext();
    });
  }

  return async function pass<T>(work: () => Promise<T>): Promise<T | null> {
    if (!(await waitForPlace())) return null;
    const leave = once(() => {
      running -= 1;
      admitNext();
    });
    const timer = setTimeout(leave, MAX_HOLD_MS);
    timer.unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      leave();
    }
  };
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}
