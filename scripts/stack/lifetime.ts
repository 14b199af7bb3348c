const LOOK_EVERY_MS = 500;

export type Lifetime = {
  /** Aborted as soon as somebody asks us to stop. */
  signal: AbortSignal;
  /** Registers how to stop a part. Parts are stopped in the reverse order of their start. */
  onStop: (stop: () => Promise<void>) => void;
};

/**
 * Starts something and keeps it until SIGINT, SIGTERM or SIGHUP, at whatever moment they come; then stops all
 * parts and exits with 0. If starting fails, stops what was started and exits with 1.
 */
export function untilStopped(start: (lifetime: Lifetime) => Promise<void>) {
  return live(async (lifetime) => {
    await start(lifetime);
    await new Promise((resolve) => lifetime.signal.addEventListener("abort", resolve, { once: true }));
  });
}

/** Does some work with parts of its own, stops them and exits: with 1 if the work fails, with 0 if it is done or interrupted. */
export function untilDone(work: (lifetime: Lifetime) => Promise<void>) {
  return live(work);
}

async function live(work: (lifetime: Lifetime) => Promise<void>) {
  const asked = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => asked.abort());
  whenNpmDies(() => asked.abort());

  let failed = false;
  try {
    await work({ signal: asked.signal, onStop: (stop) => stops.unshift(stop) });
  } catch (error) {
    failed = !asked.signal.aborted;
    if (failed) console.error(`\n${error instanceof Error ? describeError(error) : error}`);
  }
  for (const stop of stops) {
    await stop().catch((error: unknown) => {
      failed = true;
      console.error(error);
    });
  }
  process.exit(failed ? 1 : 0);
}

/** A killed npm cannot pass a signal on, and nobody would be left to stop us. */
function whenNpmDies(stop: () => void) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, LOOK_EVERY_MS).unref();
}

/** Returns the message of an error and of its causes. */
export function describeError(error: Error): string {
  return error.cause instanceof Error
    ? `${error.message}\n  because: ${describeError(error.cause)}`
    : error.message;
}
