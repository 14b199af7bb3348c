"use client";

import { useId, useState } from "react";

type SnippetFieldProps = {
  html: string;
  texts: { label: string; copy: string; copied: string; failed: string };
};

/** The HTML snippet, with a button that copies it. */
export function SnippetField({ html, texts }: SnippetFieldProps) {
  const [status, setStatus] = useState("");
  const id = useId();
  async function copy() {
    try {
      await navigator.clipboard.writeText(html);
      setStatus(texts.copied);
    } catch {
      // Without permission or clipboard the text can be selected by hand.
      setStatus(texts.failed);
    }
  }
  return (
    <div className="field">
      <label htmlFor={id}>{texts.label}</label>
      <textarea
        id={id}
        className="input font-mono text-sm [field-sizing:content]"
        readOnly
        rows={5}
        spellCheck={false}
        value={html}
        onFocus={(event) => event.currentTarget.select()}
        dir="auto"
      />
      <span className="flex flex-wrap items-center gap-3">
        <button type="button" className="button button-quiet needs-script" onClick={copy}>
          {texts.copy}
        </button>
        <span role="status" className="text-sm text-soft">
          {status}
        </span>
      </span>
    </div>
  );
}
