"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, type SyntheticEvent, useEffect, useState } from "react";

/** The message from the editor to its preview after a draft was saved. */
export const DRAFT_SAVED = "draft-saved";

/** Wraps a previewed page: links, buttons and forms do nothing. Refreshes when the editor has saved the draft. */
export function InertPreview({ inert, children }: { inert: string; children: ReactNode }) {
  const router = useRouter();
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    const refresh = (event: MessageEvent) => {
      if (event.origin === window.location.origin && event.data === DRAFT_SAVED) router.refresh();
    };
    window.addEventListener("message", refresh);
    return () => window.removeEventListener("message", refresh);
  }, [router]);
  const block = (event: SyntheticEvent) => {
    const isActing =
      event.target instanceof Element && event.target.closest("a, button, input, form, summary");
    if (!isActing) return;
    event.preventDefault();
    event.stopPropagation();
    setAttempts((count) => count + 1);
  };
  return (
    <div onClickCapture={block} onSubmitCapture={block} className="contents">
      {children}
      <p role="status" className={attempts > 0 ? "preview-note" : "sr-only"}>
        {attempts > 0 ? inert : ""}
      </p>
    </div>
  );
}
