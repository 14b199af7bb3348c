"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, type SyntheticEvent, useEffect, useState } from "react";

/** What the writing room says to its preview when there is something else to show. */
export const DRAFT_SAVED = "draft-saved";

/** Around a page that can be looked at and not acted on. Made anew, in place, whenever the room around it has saved. */
export function InertPreview({ inert, children }: { inert: string; children: ReactNode }) {
  const router = useRouter();
  const [tried, setTried] = useState(0);
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.origin === window.location.origin && event.data === DRAFT_SAVED) router.refresh();
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [router]);
  const hold = (event: SyntheticEvent) => {
    const isActing =
      event.target instanceof Element && event.target.closest("a, button, input, form, summary");
    if (!isActing) return;
    event.preventDefault();
    event.stopPropagation();
    setTried((times) => times + 1);
  };
  return (
    <div onClickCapture={hold} onSubmitCapture={hold} className="contents">
      {children}
      <p role="status" className={tried > 0 ? "preview-note" : "sr-only"}>
        {tried > 0 ? inert : ""}
      </p>
    </div>
  );
}
