"use client";

import { useState } from "react";

type ShareButtonProps = {
  url: string;
  title: string;
  className?: string;
  texts: { share: string; copied: string; failed: string };
};

/** Passes a link on: the phone's own share sheet where there is one, else the clipboard; without scripts, by mail. */
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
      <button type="button" className={`${className} needs-script`} onClick={share}>
        {texts.share}
      </button>
      <noscript>
        <a
          className={className}
          href={`mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`}
        >
          {texts.share}
        </a>
      </noscript>
      <span role="status" className="text-sm text-soft">
        {said}
      </span>
    </span>
  );
}
