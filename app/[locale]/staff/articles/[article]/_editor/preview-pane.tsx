"use client";

import { useEffect, useRef } from "react";
import { DRAFT_SAVED } from "../_components/inert-preview";
import type { EditorTexts } from "./texts";

type PreviewPaneProps = { address: string; savedAt: string | null; texts: EditorTexts["preview"] };

/** The preview of the public page in a sandboxed frame, refreshed after each save. */
export function PreviewPane({ address, savedAt, texts }: PreviewPaneProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (savedAt) frame.current?.contentWindow?.postMessage(DRAFT_SAVED, window.location.origin);
  }, [savedAt]);
  return (
    <div className="grid gap-2 lg:sticky lg:top-4">
      <iframe
        ref={frame}
        title={texts.title}
        src={address}
        sandbox="allow-scripts allow-same-origin"
        className="h-[80vh] w-full border border-rule-strong bg-paper"
      />
      <a
        className="justify-self-start text-sm text-soft underline"
        href={address}
        target="_blank"
        rel="noopener"
      >
        {texts.open}
      </a>
    </div>
  );
}
