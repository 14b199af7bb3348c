/** Reports each step and its duration. */
export function reportSteps(signal: AbortSignal) {
  const live = process.stdout.isTTY;

  /** Runs one step. `doing` is printed while it runs, `done` formats its result. */
  return async function step<T>(
    { doing, done }: { doing: string; done: (result: T) => string },
    work: () => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const startedAt = performance.now();
    process.stdout.write(live ? `  … ${doing}` : `  … ${doing}\n`);
    const clearLine = live ? "\r\x1b[2K" : "";
    try {
      const result = await work();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`${clearLine}  ✓ ${done(result).padEnd(52)} ${seconds.padStart(5)} s\n`);
      signal.throwIfAborted();
      return result;
    } catch (error) {
      if (!signal.aborted) process.stdout.write(`${clearLine}  ✗ ${doing}\n`);
      throw error;
    }
  };
}
