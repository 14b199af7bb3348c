/**
 * A text in the browser's local storage; null for none. Errors of the storage (full or forbidden) are ignored: the server has
 * what was saved, and typing must go on.
 */
export function localDraft(name: string) {
  return {
    get: () => ignoreErrors(() => localStorage.getItem(name)),
    set: (text: string | null) =>
      ignoreErrors(() => (text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text))),
  };
}

function ignoreErrors<T>(step: () => T): T | null {
  try {
    return step();
  } catch {
    return null;
  }
}
