/*
 * The storage of this browser. Only scripts read it: no request carries it, so pages stay cacheable. Every access may fail:
 * browsers refuse storage to a sandboxed frame, in private windows, and when it is full.
 */

type StorageKind = "localStorage" | "sessionStorage";

/** Returns a stored value, or null. All tabs share `localStorage`; `sessionStorage` lasts until this tab is closed. */
export function readStorage(kind: StorageKind, name: string): string | null {
  try {
    return globalThis[kind].getItem(name);
  } catch {
    return null;
  }
}

/** Stores a value; null removes it. Returns false if the browser refuses, and the value is lost when the page is left. */
export function writeStorage(kind: StorageKind, name: string, value: string | null): boolean {
  try {
    if (value === null) globalThis[kind].removeItem(name);
    else globalThis[kind].setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Parses JSON to an object; anything else becomes an empty one. */
export function parseObject(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
