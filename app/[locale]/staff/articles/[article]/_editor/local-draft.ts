import type { ArticleFields } from "@/lib/articles/merge-versions";

/** Unsaved changes, and the version that they started from. */
type UnsavedDraft = { base: { version: number; fields: ArticleFields }; fields: ArticleFields };

/** The same as stored. Browsers hold drafts of earlier releases, so the keys stay. */
type StoredDraft = { base: { version: number; words: ArticleFields }; words: ArticleFields };

/**
 * The unsaved changes of an article in the browser's local storage; null for none. Errors of the storage (full or forbidden)
 * are ignored: the server has what was saved, and typing must go on.
 */
export function localDraft(article: string) {
  const key = `groundswell-draft-${article}`;
  return {
    get: () => {
      const text = ignoreErrors(() => localStorage.getItem(key));
      return text ? parse(text) : null;
    },
    set: (draft: UnsavedDraft | null) =>
      ignoreErrors(() =>
        draft ? localStorage.setItem(key, serialize(draft)) : localStorage.removeItem(key),
      ),
  };
}

function parse(text: string): UnsavedDraft {
  const { base, words }: StoredDraft = JSON.parse(text);
  return { base: { version: base.version, fields: base.words }, fields: words };
}

function serialize({ base, fields }: UnsavedDraft): string {
  const stored: StoredDraft = { base: { version: base.version, words: base.fields }, words: fields };
  return JSON.stringify(stored);
}

function ignoreErrors<T>(step: () => T): T | null {
  try {
    return step();
  } catch {
    return null;
  }
}
