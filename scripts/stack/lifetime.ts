const POLL_INTERVAL_MS = 500;

export type Lifetime = {
  /** Aborted when this process should stop. */
  signal: AbortSignal;
  /** Registers how to stop a part. Parts are stopped in the reverse order of their start. */
  onStop: (stop: () => Promise<void>) => void;
};

/**
 * Runs `start` and waits for SIGINT, SIGTERM or SIGHUP, which may also arrive while it runs. Then stops all parts and exits with
 * 0. If `start` fails, stops what was started and exits with 1.
 */
export function untilStopped(start: (lifetime: Lifetime) => Promise<void>) {
  return runWithLifetime(async (lifetime) => {
    await start(lifetime);
    await new Promise((resolve) => lifetime.signal.addEventListener("abort", resolve, { once: true }));
  });
}

/** Runs `work`, stops its parts and exits: with 1 if it failed, with 0 if it finished or was interrupted. */
export function untilDone(work: (lifetime: Lifetime) => Promise<void>) {
  return runWithLifetime(work);
}

async function runWithLifetime(work: (lifetime: Lifetime) => Promise<void>) {
  const stopping = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopping.abort());
  onNpmExit(() => stopping.abort());

  let failed = false;
  try {
    await work({ signal: stopping.signal, onStop: (stop) => stops.unshift(stop) });
  } catch (error) {
    failed = !stopping.signal.aborted;
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

/** Stops this process when npm was killed: npm then cannot forward a signal. */
function onNpmExit(stop: () => void) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, POLL_INTERVAL_MS).unref();
}

/** Returns the message of an error and of its causes. */
export function describeError(error: Error): string {
  return error.cause instanceof Error
    ? `${error.message}\n  because: ${describeError(error.cause)}`
    : error.message;
}
