/**
 * A text that this browser keeps under a name; null for none. Where it keeps nothing (storage is full, or forbidden) it is
 * done without: the server has what was saved, and to type on matters more.
 */
export function localDraft(name: string) {
  return {
    get: () => attempt(() => localStorage.getItem(name)),
    set: (text: string | null) =>
      attempt(() => (text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text))),
  };
}

function attempt<T>(step: () => T): T | null {
  try {
    return step();
  } catch {
    return null;
  }
}
