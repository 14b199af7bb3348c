/** Returns the result of some work, or `otherwise` if it takes longer. The work goes on. */
export async function withTimeout<T, Otherwise>(
  work: Promise<T>,
  { timeoutMs, otherwise }: { timeoutMs: number; otherwise: () => Otherwise },
): Promise<T | Otherwise> {
  if (!Number.isFinite(timeoutMs)) return work;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Otherwise>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), timeoutMs);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
