"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { ArticleFields } from "@/lib/articles/merge-versions";
import type { Remark } from "@/lib/articles/remarks";
import { createDraftStore } from "./draft-store";

const POLL_EVERY_MS = 8_000;

type InitialDraft = { article: string; version: number; fields: ArticleFields; remarks: Remark[] };

/** The draft of this editor. Saves it when the page is hidden or left and when the browser is online again. */
export function useDraft(initial: InitialDraft) {
  const [store] = useState(() => createDraftStore(initial));
  const shown = useSyncExternalStore(store.subscribe, store.current, store.current);
  useEffect(() => {
    store.resume();
    const save = () => {
      store.flush();
    };
    const timer = setInterval(store.poll, POLL_EVERY_MS);
    document.addEventListener("visibilitychange", save);
    window.addEventListener("pagehide", save);
    window.addEventListener("online", save);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", save);
      window.removeEventListener("pagehide", save);
      window.removeEventListener("online", save);
    };
  }, [store]);
  return { store, shown };
}
