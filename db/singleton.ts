/** The start of the global symbols that hold the values. Tests delete these between their files. */
export const PER_PROCESS_PREFIX = "groundswell.";

/**
 * Returns a getter for a value that exists once in this process, made at its first use. It survives hot reload and is
 * shared by modules that are bundled twice. `name` identifies the value; `make` must not return undefined.
 */
export function perProcess<T>(name: string, make: () => T): () => T {
  const key = Symbol.for(PER_PROCESS_PREFIX + name);
  return () => {
    const existing: T | undefined = Reflect.get(globalThis, key);
    if (existing !== undefined) return existing;
    const value = make();
    Reflect.set(globalThis, key, value);
    return value;
  };
}
