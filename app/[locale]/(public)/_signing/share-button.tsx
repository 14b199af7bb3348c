"use client";

import { useState } from "react";

type ShareButtonProps = {
  url: string;
  title: string;
  className?: string;
  texts: { share: string; copied: string; failed: string };
};

/** Passes a link on: the phone's own share sheet where there is one, else the clipboard. */
export function ShareButton({ url, title, className = "button button-quiet", texts }: ShareButtonProps) {
  const [said, say] = useState("");
  async function share() {
    try {
      if (navigator.share) return await navigator.share({ url, title });
      await navigator.clipboard.writeText(url);
      say(texts.copied);
    } catch (error) {
      const changedTheirMind = error instanceof DOMException && error.name === "AbortError";
      say(changedTheirMind ? "" : texts.failed);
    }
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-3">
      <button type="button" className={className} onClick={share}>
        {texts.share}
      </button>
      <span role="status" className="text-sm text-soft">
        {said}
      </span>
    </span>
  );
}
