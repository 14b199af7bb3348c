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
  | "overlap";

/** Overlapping changes of another person: the common version, and theirs. */
export type Conflict = { base: ArticleFields; theirs: ArticleFields; version: number; by: string | null };

/** The draft as the editor shows it. */
export type DraftSnapshot = {
  words: ArticleFields;
  state: SaveState;
  savedAt: string | null;
  remarks: Remark[];
  overlap: Conflict | null;
  /** Other people who are editing. */
  others: string[];
  /** The person whose changes were merged last. */
  mergedWith: string | null;
};

type SaveResponse = {
  outcome: "saved" | "overlap";
  version: number;
  words?: ArticleFields;
  theirs?: ArticleFields;
  by: string | null;
  at: string;
  remarks: Remark[];
};

type InitialDraft = { article: string; version: number; words: ArticleFields; remarks: Remark[] };

export type DraftStore = ReturnType<typeof createDraftStore>;

/**
 * Creates the store of a draft. It saves after each pause in typing, when the page is left and when the browser is online again,
 * and keeps unsaved changes in local storage. Each response brings the changes that others saved, which are merged.
 */
export function createDraftStore({ article, version, words, remarks }: InitialDraft) {
  const url = `/api/staff/articles/${article}/draft`;
  const stored = localDraft(`groundswell-draft-${article}`);
  let snapshot: DraftSnapshot = {
    words,
    state: "unchanged",
    savedAt: null,
    remarks,
    overlap: null,
    others: [],
    mergedWith: null,
  };
  let base = { version, words };
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
    const sent = snapshot.words;
    update({ state: "saving" });
    const response = await post(url, { base: base.version, words: sent });
    if (!response?.ok) return fail(response);
    const saved: SaveResponse = await response.json();
    update({ savedAt: saved.at, remarks: saved.remarks });
    const theirs = saved.outcome === "overlap" ? saved.theirs : undefined;
    if (theirs) return reportOverlap({ base: base.words, theirs, version: saved.version, by: saved.by });
    mergeSaved(sent, { ...saved, words: saved.words ?? sent, isMerged: saved.words !== undefined });
  }

  function fail(response: Response | null) {
    const isRejected = response?.status === 400 || response?.status === 413;
    const isSignedOut =
      response?.type === "opaqueredirect" || response?.status === 403 || response?.status === 404;
    update({ state: isRejected ? "refused" : isSignedOut ? "signedOut" : "offline" });
    if (!isRejected) saveAfter(RETRY_AFTER_MS);
  }

  function reportOverlap(overlap: Conflict) {
    update({ overlap, state: "overlap" });
  }

  /** Continues from the saved version, merged with what was typed since the request was sent. */
  function mergeSaved(
    sent: ArticleFields,
    saved: { words: ArticleFields; version: number; by: string | null; isMerged: boolean },
  ) {
    const merged = mergeVersions({ base: sent, mine: snapshot.words, theirs: saved.words });
    if (merged.outcome === "overlap")
      return reportOverlap({ base: sent, theirs: saved.words, version: saved.version, by: saved.by });
    base = { version: saved.version, words: saved.words };
    const isAll = isSameText(merged.words, saved.words);
    update({
      words: merged.words,
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
    if (!snapshot.overlap && !isSameText(snapshot.words, base.words)) await run();
    return base.version;
  }

  /** Applies what the writer typed. */
  function change(changed: Partial<ArticleFields>) {
    const next = { ...snapshot.words, ...changed };
    if (isSameText(next, snapshot.words)) return;
    update({ words: next, mergedWith: null, ...(!snapshot.overlap && { state: "waiting" }) });
    saveAfter(SAVE_AFTER_MS);
    stored.set(JSON.stringify({ base, words: next }));
  }

  /** Applies the writer's resolution of an overlap, as a change of the version that the other person saved. */
  function decide(decided: ArticleFields) {
    if (!snapshot.overlap) return;
    base = { version: snapshot.overlap.version, words: snapshot.overlap.theirs };
    update({ overlap: null, words: decided });
    flush();
  }

  /** Restores changes that an earlier visit could not save. */
  function resume() {
    const text = stored.get();
    if (!text) return;
    const earlier: { base: typeof base; words: ArticleFields } = JSON.parse(text);
    base = earlier.base;
    update({ words: earlier.words, state: "waiting" });
    flush();
  }

  /** Asks who else is editing, and merges what they saved by saving on an older version, even without changes. */
  async function poll() {
    if (document.visibilityState !== "visible" || running || snapshot.overlap) return;
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
function post(url: string, draft: { base: number; words: ArticleFields }): Promise<Response | null> {
  const body = JSON.stringify(draft);
  return fetch(url, {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: body.length < MAX_KEEPALIVE_LENGTH,
    headers: { "content-type": "application/json" },
  }).catch(() => null);
}
