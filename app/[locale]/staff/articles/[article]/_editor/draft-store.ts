import { type ArticleFields, isSameText, mergeVersions } from "@/lib/articles/merge-versions";
import type { Remark } from "@/lib/articles/remarks";
import { localDraft } from "./local-draft";

const PAUSE_MS = 1_200;
const AGAIN_MS = 5_000;
/** Browsers send at most 64 KB from a page that is being left. */
const KEEPALIVE_LENGTH = 20_000;

export type SaveState =
  | "unchanged"
  | "waiting"
  | "saving"
  | "saved"
  | "offline"
  | "signedOut"
  | "refused"
  | "overlap";

/** Somebody else changed the same: what both began with, and what the other made of it. */
export type Conflict = { base: ArticleFields; theirs: ArticleFields; version: number; by: string | null };

/** Everything that the room shows of a draft. */
export type DraftSnapshot = {
  words: ArticleFields;
  state: SaveState;
  savedAt: string | null;
  remarks: Remark[];
  overlap: Conflict | null;
  /** Who else wrote lately, and whose words came into ours last. */
  others: string[];
  joinedWith: string | null;
};

type Answer = {
  outcome: "saved" | "overlap";
  version: number;
  words?: ArticleFields;
  theirs?: ArticleFields;
  by: string | null;
  at: string;
  remarks: Remark[];
};

type Opening = { article: string; version: number; words: ArticleFields; remarks: Remark[] };

export type DraftStore = ReturnType<typeof createDraftStore>;

/**
 * Keeps the draft of an article: saves it after each pause, when it is left and when the line is back, and holds what is not
 * saved yet in this browser. What others saved meanwhile comes in with each answer.
 */
export function createDraftStore({ article, version, words, remarks }: Opening) {
  const address = `/api/staff/articles/${article}/draft`;
  const kept = localDraft(`groundswell-draft-${article}`);
  let shown: DraftSnapshot = {
    words,
    state: "unchanged",
    savedAt: null,
    remarks,
    overlap: null,
    others: [],
    joinedWith: null,
  };
  let base = { version, words };
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function show(changed: Partial<DraftSnapshot>) {
    shown = { ...shown, ...changed };
    for (const tell of listeners) tell();
  }

  function saveIn(wait: number) {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  }

  async function send() {
    const sent = shown.words;
    show({ state: "saving" });
    const answer = await post(address, { base: base.version, words: sent });
    if (!answer?.ok) return fail(answer);
    const saved: Answer = await answer.json();
    show({ savedAt: saved.at, remarks: saved.remarks });
    const theirs = saved.outcome === "overlap" ? saved.theirs : undefined;
    if (theirs) return disagree({ base: base.words, theirs, version: saved.version, by: saved.by });
    settleIn(sent, { ...saved, words: saved.words ?? sent, isJoined: saved.words !== undefined });
  }

  function fail(answer: Response | null) {
    const isRefused = answer?.status === 400 || answer?.status === 413;
    const isOut = answer?.type === "opaqueredirect" || answer?.status === 403 || answer?.status === 404;
    show({ state: isRefused ? "refused" : isOut ? "signedOut" : "offline" });
    if (!isRefused) saveIn(AGAIN_MS);
  }

  function disagree(found: Conflict) {
    show({ overlap: found, state: "overlap" });
  }

  /** Goes on from what was saved. Whoever typed on while the answer was under way typed on the words that were sent. */
  function settleIn(
    sent: ArticleFields,
    saved: { words: ArticleFields; version: number; by: string | null; isJoined: boolean },
  ) {
    const joined = mergeVersions({ base: sent, mine: shown.words, theirs: saved.words });
    if (joined.outcome === "overlap")
      return disagree({ base: sent, theirs: saved.words, version: saved.version, by: saved.by });
    base = { version: saved.version, words: saved.words };
    const isAll = isSameText(joined.words, saved.words);
    show({
      words: joined.words,
      state: isAll ? "saved" : "waiting",
      ...(saved.isJoined && { joinedWith: saved.by }),
    });
    if (isAll) kept.set(null);
    else saveIn(PAUSE_MS);
  }

  function run() {
    running ??= send().finally(() => {
      running = null;
    });
    return running;
  }

  /** Saves what is not saved, and returns the version that the draft then has. */
  async function flush(): Promise<number> {
    clearTimeout(timer);
    while (running) await running;
    if (!shown.overlap && !isSameText(shown.words, base.words)) await run();
    return base.version;
  }

  /** Takes down what the writer typed. */
  function change(changed: Partial<ArticleFields>) {
    const next = { ...shown.words, ...changed };
    if (isSameText(next, shown.words)) return;
    show({ words: next, joinedWith: null, ...(!shown.overlap && { state: "waiting" }) });
    saveIn(PAUSE_MS);
    kept.set(JSON.stringify({ base, words: next }));
  }

  /** Goes on with what the writer decided, from what the other had saved. */
  function decide(decided: ArticleFields) {
    if (!shown.overlap) return;
    base = { version: shown.overlap.version, words: shown.overlap.theirs };
    show({ overlap: null, words: decided });
    flush();
  }

  /** Takes up what an earlier visit could not save. */
  function resume() {
    const found = kept.get();
    if (!found) return;
    const earlier: { base: typeof base; words: ArticleFields } = JSON.parse(found);
    base = earlier.base;
    show({ words: earlier.words, state: "waiting" });
    flush();
  }

  /** Looks who else is writing, and brings in what they saved: saving from an older version does, even with nothing new. */
  async function look() {
    if (document.visibilityState !== "visible" || running || shown.overlap) return;
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return;
    const seen: { version: number; others: string[] } = await answer.json();
    show({ others: seen.others });
    if (seen.version > base.version && !running) await run();
  }

  return {
    change,
    decide,
    flush,
    look,
    resume,
    current: () => shown,
    watch: (tell: () => void) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

/** Null when nobody answered. A page that is being left sends it all the same, unless it is too long for that. */
function post(address: string, draft: { base: number; words: ArticleFields }): Promise<Response | null> {
  const body = JSON.stringify(draft);
  return fetch(address, {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: body.length < KEEPALIVE_LENGTH,
    headers: { "content-type": "application/json" },
  }).catch(() => null);
}
