"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Remark } from "@/lib/articles/remarks/rules";
import { mergeWords, sameWords, type Words } from "@/lib/articles/writing/rules";

const PAUSE_MS = 1_200;
const AGAIN_MS = 5_000;
const LOOK_EVERY_MS = 10_000;
/** Browsers send at most 64 KB from a page that is being left. */
const KEEPALIVE_BYTES = 60_000;

export type SaveState =
  | "unchanged"
  | "waiting"
  | "saving"
  | "saved"
  | "offline"
  | "signedOut"
  | "refused"
  | "overlap";

/** Somebody else changed the same: what both began with, and what each made of it. */
export type OverlapFound = { base: Words; theirs: Words; version: number; by: string | null };

type Answer = {
  outcome: "saved" | "overlap";
  version: number;
  words?: Words;
  theirs?: Words;
  by: string | null;
  at: string;
  remarks: Remark[];
};

type DraftAtFirst = {
  article: string;
  version: number;
  words: Words;
  remarks: Remark[];
  onSaved: () => void;
};

/**
 * The draft that this room holds: saved after each pause, when it is left, and when the line is back. What is not saved yet
 * is kept in this browser. What others saved meanwhile comes in with each answer.
 */
export function useDraft({
  article,
  version,
  words: atFirst,
  remarks: remarksAtFirst,
  onSaved,
}: DraftAtFirst) {
  const [words, setWords] = useState(atFirst);
  const [state, setState] = useState<SaveState>("unchanged");
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [remarks, setRemarks] = useState(remarksAtFirst);
  const [overlap, setOverlap] = useState<OverlapFound | null>(null);
  const [others, setOthers] = useState<string[]>([]);
  const [joinedWith, setJoinedWith] = useState<string | null>(null);
  const now = useRef(atFirst);
  const base = useRef({ version, words: atFirst });
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const blocked = useRef(false);
  const key = `groundswell-draft-${article}`;
  const address = `/api/staff/articles/${article}/draft`;

  const take = useCallback((next: Words) => {
    now.current = next;
    setWords(next);
  }, []);

  const send = useCallback(async () => {
    const sent = now.current;
    const body = JSON.stringify({ base: base.current.version, words: sent });
    setState("saving");
    const answer = await fetch(address, {
      method: "POST",
      body,
      redirect: "manual",
      keepalive: body.length < KEEPALIVE_BYTES,
      headers: { "content-type": "application/json" },
    }).catch(() => null);
    if (!answer?.ok) {
      const isOut = answer?.type === "opaqueredirect" || answer?.status === 401 || answer?.status === 403;
      setState(
        isOut ? "signedOut" : answer?.status === 400 || answer?.status === 413 ? "refused" : "offline",
      );
      if (answer?.status !== 400 && answer?.status !== 413)
        timer.current = setTimeout(() => flush(), AGAIN_MS);
      return;
    }
    const saved: Answer = await answer.json();
    setSavedAt(saved.at);
    setRemarks(saved.remarks);
    if (saved.outcome === "overlap" && saved.theirs) {
      blocked.current = true;
      setOverlap({ base: base.current.words, theirs: saved.theirs, version: saved.version, by: saved.by });
      setState("overlap");
      return;
    }
    const kept = saved.words ?? sent;
    // Whoever typed on while the answer was under way typed on the words that were sent.
    const joined = mergeWords({ base: sent, mine: now.current, theirs: kept });
    if (joined.outcome === "overlap") {
      blocked.current = true;
      setOverlap({ base: sent, theirs: kept, version: saved.version, by: saved.by });
      setState("overlap");
      return;
    }
    base.current = { version: saved.version, words: kept };
    if (saved.words) setJoinedWith(saved.by);
    if (!sameWords(joined.words, now.current)) take(joined.words);
    const isAll = sameWords(joined.words, kept);
    setState(isAll ? "saved" : "waiting");
    if (isAll) localStorage.removeItem(key);
    else timer.current = setTimeout(() => flush(), PAUSE_MS);
    onSaved();
    // biome-ignore lint/correctness/useExhaustiveDependencies: `flush` calls this, and neither changes
  }, [address, key, take, onSaved]);

  /** Saves what is not saved, and returns the version that the draft then has. */
  const flush = useCallback(async (): Promise<number> => {
    clearTimeout(timer.current);
    while (running.current) await running.current;
    if (!blocked.current && !sameWords(now.current, base.current.words)) {
      running.current = send().finally(() => {
        running.current = null;
      });
      await running.current;
    }
    return base.current.version;
  }, [send]);

  const change = useCallback(
    (changed: Partial<Words>) => {
      const next = { ...now.current, ...changed };
      if (sameWords(next, now.current)) return;
      take(next);
      setJoinedWith(null);
      if (!blocked.current) setState("waiting");
      localStorage.setItem(key, JSON.stringify({ base: base.current, words: next }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => flush(), PAUSE_MS);
    },
    [flush, key, take],
  );

  /** Goes on with decided words, from what the other had saved. */
  const decide = useCallback(
    (decided: Words, found: OverlapFound) => {
      base.current = { version: found.version, words: found.theirs };
      blocked.current = false;
      setOverlap(null);
      take(decided);
      flush();
    },
    [flush, take],
  );

  useEffect(() => {
    const kept = localStorage.getItem(key);
    if (kept) {
      const { base: begun, words: unsaved } = JSON.parse(kept);
      base.current = begun;
      take(unsaved);
      flush();
    }
    const leave = () => {
      if (document.visibilityState === "hidden") flush();
    };
    const back = () => flush();
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("pagehide", back);
    window.addEventListener("online", back);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("pagehide", back);
      window.removeEventListener("online", back);
    };
  }, [flush, key, take]);

  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible" || running.current || blocked.current) return;
      const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
      if (!answer?.ok) return;
      const seen: { version: number; others: string[] } = await answer.json();
      setOthers(seen.others);
      // Saving with an older base brings in what the other wrote, even if nothing of ours is new.
      if (seen.version > base.current.version && !running.current) {
        running.current = send().finally(() => {
          running.current = null;
        });
      }
    };
    const every = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(every);
  }, [address, send]);

  return { words, change, flush, decide, state, savedAt, remarks, overlap, others, joinedWith };
}
