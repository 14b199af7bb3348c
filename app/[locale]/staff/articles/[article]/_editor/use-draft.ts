"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { ArticleFields } from "@/lib/articles/merge-versions";
import type { Remark } from "@/lib/articles/remarks";
import { createDraftStore } from "./draft-store";

const LOOK_EVERY_MS = 8_000;

type Opening = { article: string; version: number; words: ArticleFields; remarks: Remark[] };

/** The draft of this room, kept for as long as it is open. */
export function useDraft(opening: Opening) {
  const [keeper] = useState(() => createDraftStore(opening));
  const shown = useSyncExternalStore(keeper.watch, keeper.current, keeper.current);
  useEffect(() => {
    keeper.resume();
    const save = () => {
      keeper.flush();
    };
    const every = setInterval(keeper.look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", save);
    window.addEventListener("pagehide", save);
    window.addEventListener("online", save);
    return () => {
      clearInterval(every);
      document.removeEventListener("visibilitychange", save);
      window.removeEventListener("pagehide", save);
      window.removeEventListener("online", save);
    };
  }, [keeper]);
  return { keeper, shown };
}
