"use client";

import { useId, useState } from "react";

type SnippetFieldProps = {
  html: string;
  texts: { label: string; copy: string; copied: string; failed: string };
};

/** HTML to be taken by hand, or with one press. */
export function SnippetField({ html, texts }: SnippetFieldProps) {
  const [said, say] = useState("");
  const id = useId();
  async function copy() {
    try {
      await navigator.clipboard.writeText(html);
      say(texts.copied);
    } catch {
      // No permission, or no clipboard: the text stands there to be selected.
      say(texts.failed);
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
      />
      <span className="flex flex-wrap items-center gap-3">
        <button type="button" className="button button-quiet needs-script" onClick={copy}>
          {texts.copy}
        </button>
        <span role="status" className="text-sm text-soft">
          {said}
        </span>
      </span>
    </div>
  );
}
