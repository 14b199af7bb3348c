import { type ArticleFields, isSameText, mergeVersions } from "@/lib/articles/merge-versions";
import type { Remark } from "@/lib/articles/remarks";
import { localDraft } from "./local-draft";

const SAVE_AFTER_MS = 1_200;
const RETRY_AFTER_MS = 5_000;
/** Browsers allow 64 KB for `keepalive` requests. */
const MAX_KEEPALIVE_LENGTH = 20_000;

export type SaveState =
  | "unchanged"
  | "waiting"
  | "saving"
  | "saved"
  | "offline"
  | "signedOut"
  | "refused"
  | "conflict";

/** Conflicting changes of another person: the common version, and theirs. */
export type Conflict = { base: ArticleFields; theirs: ArticleFields; version: number; by: string | null };

/** The draft as the editor shows it. */
export type DraftSnapshot = {
  fields: ArticleFields;
  state: SaveState;
  savedAt: string | null;
  remarks: Remark[];
  conflict: Conflict | null;
  /** Other people who are editing. */
  others: string[];
  /** The person whose changes were merged last. */
  mergedWith: string | null;
};

/** `words` are the fields after merging, if another person's changes were merged in. The keys are those of the route. */
type SaveResponse = {
  outcome: "saved" | "overlap";
  version: number;
  words?: ArticleFields;
  theirs?: ArticleFields;
  by: string | null;
  at: string;
  remarks: Remark[];
};

type InitialDraft = { article: string; version: number; fields: ArticleFields; remarks: Remark[] };

export type DraftStore = ReturnType<typeof createDraftStore>;

/**
 * Creates the store of a draft. It saves after each pause in typing, when the page is left and when the browser is online again,
 * and keeps unsaved changes in local storage. Each response brings the changes that others saved, which are merged.
 */
export function createDraftStore({ article, version, fields, remarks }: InitialDraft) {
  const url = `/api/staff/articles/${article}/draft`;
  const stored = localDraft(article);
  let snapshot: DraftSnapshot = {
    fields,
    state: "unchanged",
    savedAt: null,
    remarks,
    conflict: null,
    others: [],
    mergedWith: null,
  };
  let base = { version, fields };
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function update(changed: Partial<DraftSnapshot>) {
    snapshot = { ...snapshot, ...changed };
    for (const listener of listeners) listener();
  }

  function saveAfter(wait: number) {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  }

  async function send() {
    const sent = snapshot.fields;
    update({ state: "saving" });
    const response = await post(url, { base: base.version, fields: sent });
    if (!response?.ok) return fail(response);
    const saved: SaveResponse = await response.json();
    update({ savedAt: saved.at, remarks: saved.remarks });
    const theirs = saved.outcome === "overlap" ? saved.theirs : undefined;
    if (theirs) return reportConflict({ base: base.fields, theirs, version: saved.version, by: saved.by });
    mergeSaved(sent, { ...saved, fields: saved.words ?? sent, isMerged: saved.words !== undefined });
  }

  function fail(response: Response | null) {
    const isRejected = response?.status === 400 || response?.status === 413;
    const isSignedOut =
      response?.type === "opaqueredirect" || response?.status === 403 || response?.status === 404;
    update({ state: isRejected ? "refused" : isSignedOut ? "signedOut" : "offline" });
    if (!isRejected) saveAfter(RETRY_AFTER_MS);
  }

  function reportConflict(conflict: Conflict) {
    update({ conflict, state: "conflict" });
  }

  /** Continues from the saved version, merged with what was typed since the request was sent. */
  function mergeSaved(
    sent: ArticleFields,
    saved: { fields: ArticleFields; version: number; by: string | null; isMerged: boolean },
  ) {
    const merged = mergeVersions({ base: sent, mine: snapshot.fields, theirs: saved.fields });
    if (merged.outcome === "overlap")
      return reportConflict({ base: sent, theirs: saved.fields, version: saved.version, by: saved.by });
    base = { version: saved.version, fields: saved.fields };
    const isAll = isSameText(merged.fields, saved.fields);
    update({
      fields: merged.fields,
      state: isAll ? "saved" : "waiting",
      ...(saved.isMerged && { mergedWith: saved.by }),
    });
    if (isAll) stored.set(null);
    else saveAfter(SAVE_AFTER_MS);
  }

  function run() {
    running ??= send().finally(() => {
      running = null;
    });
    return running;
  }

  /** Saves unsaved changes and returns the version of the draft. */
  async function flush(): Promise<number> {
    clearTimeout(timer);
    while (running) await running;
    if (!snapshot.conflict && !isSameText(snapshot.fields, base.fields)) await run();
    return base.version;
  }

  /** Applies what the writer typed. */
  function change(changed: Partial<ArticleFields>) {
    const next = { ...snapshot.fields, ...changed };
    if (isSameText(next, snapshot.fields)) return;
    update({ fields: next, mergedWith: null, ...(!snapshot.conflict && { state: "waiting" }) });
    saveAfter(SAVE_AFTER_MS);
    stored.set({ base, fields: next });
  }

  /** Applies the writer's resolution of a conflict, as a change of the version that the other person saved. */
  function decide(decided: ArticleFields) {
    if (!snapshot.conflict) return;
    base = { version: snapshot.conflict.version, fields: snapshot.conflict.theirs };
    update({ conflict: null, fields: decided });
    flush();
  }

  /** Restores changes that an earlier visit could not save. */
  function resume() {
    const earlier = stored.get();
    if (!earlier) return;
    base = earlier.base;
    update({ fields: earlier.fields, state: "waiting" });
    flush();
  }

  /** Asks who else is editing, and merges what they saved by saving on an older version, even without changes. */
  async function poll() {
    if (document.visibilityState !== "visible" || running || snapshot.conflict) return;
    const response = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (!response?.ok) return;
    const current: { version: number; others: string[] } = await response.json();
    update({ others: current.others });
    if (current.version > base.version && !running) await run();
  }

  return {
    change,
    decide,
    flush,
    poll,
    resume,
    current: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Returns null without a response. Short drafts are sent even while the page is left. */
function post(
  url: string,
  { base, fields }: { base: number; fields: ArticleFields },
): Promise<Response | null> {
  const body = JSON.stringify({ base, words: fields });
  return fetch(url, {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: body.length < MAX_KEEPALIVE_LENGTH,
    headers: { "content-type": "application/json" },
  }).catch(() => null);
}
