/*
 * What this browser keeps for its reader. Only scripts read it: no request carries it, so pages stay cacheable. Every access
 * may fail: browsers refuse storage to a sandboxed frame, in private windows, and when it is full.
 */

type StorageKind = "localStorage" | "sessionStorage";

/** Returns what is kept under a name, or null. `localStorage` is kept for all tabs, `sessionStorage` until this tab is closed. */
export function readKept(kind: StorageKind, name: string): string | null {
  try {
    return globalThis[kind].getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a value, or with null removes it. Returns false if the browser refuses: the page works without until it is reloaded. */
export function keep(kind: StorageKind, name: string, value: string | null): boolean {
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
