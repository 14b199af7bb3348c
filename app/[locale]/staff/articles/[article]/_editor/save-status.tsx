"use client";

import type { DraftSnapshot } from "./draft-store";
import { type EditorTexts, fill } from "./texts";

type SaveStatusProps = { shown: DraftSnapshot; locale: string; texts: EditorTexts["status"] };

/** Whether everything is saved, and who else is writing. */
export function SaveStatus({ shown, locale, texts }: SaveStatusProps) {
  const { state, savedAt, others, mergedWith } = shown;
  const time = savedAt && new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date(savedAt));
  const status =
    state === "saved" && time ? fill(texts.saved, { time }) : texts[state === "saved" ? "unchanged" : state];
  const isUnsaved =
    state === "offline" || state === "signedOut" || state === "refused" || state === "conflict";
  return (
    <div className="needs-script flex flex-wrap gap-x-4 text-sm" data-save-state={state}>
      <p role="status" className={isUnsaved ? "font-semibold" : "numerals text-soft"}>
        {status}
      </p>
      {mergedWith && <p role="status">{fill(texts.merged, { name: mergedWith })}</p>}
      {others.length > 0 && (
        <p className="font-semibold">{fill(texts.others, { names: others.join(", ") })}</p>
      )}
    </div>
  );
}
