"use client";

import { useActionState } from "react";
import type { LegalResult } from "../actions";

type Texts = Record<
  "body" | "hint" | "preview" | "confirmed" | "publish" | "previewTitle" | "previewLead",
  string
>;

type LegalEditorProps = {
  edit: (previous: LegalResult, form: FormData) => Promise<LegalResult>;
  initial: LegalResult;
  isConfirmed: boolean;
  fields: { locale: string; page: string; language: string };
  texts: Texts;
};

/** The editor of a legal text: it is shown as it will look before it can be published. Works without scripts. */
export function LegalEditor({ edit, initial, isConfirmed, fields, texts }: LegalEditorProps) {
  const [result, send, isPending] = useActionState(edit, initial);
  return (
    <form action={send} className="grid gap-4">
      {Object.entries({ ...fields, base: String(result.base) }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="field">
        <label htmlFor="legal-body">{texts.body}</label>
        <textarea
          key={result.base}
          id="legal-body"
          name="body"
          className="input font-mono text-sm"
          rows={22}
          dir="auto"
          lang={fields.language}
          defaultValue={result.body}
          aria-describedby="legal-hint"
          required
        />
        <p id="legal-hint" className="field-hint">
          {texts.hint}
        </p>
      </div>
      <button
        type="submit"
        name="step"
        value="preview"
        className="button button-quiet justify-self-start"
        aria-disabled={isPending || undefined}
      >
        {texts.preview}
      </button>
      <p role="status" className={result.isRefused ? "field-error" : "font-semibold empty:hidden"}>
        {result.message}
      </p>
      {result.preview !== undefined && (
        <section aria-labelledby="legal-preview" className="slip grid gap-4 p-5">
          <h2 id="legal-preview" className="text-2xl font-medium">
            {texts.previewTitle}
          </h2>
          <p className="text-sm text-soft">{texts.previewLead}</p>
          <div lang={fields.language}>{result.preview}</div>
          <label className="tick">
            <input
              className="check"
              type="checkbox"
              name="confirmed"
              value="on"
              defaultChecked={isConfirmed}
            />
            <span>{texts.confirmed}</span>
          </label>
          <button
            type="submit"
            name="step"
            value="publish"
            className="button button-act justify-self-start"
            aria-disabled={isPending || undefined}
          >
            {texts.publish}
          </button>
        </section>
      )}
    </form>
  );
}
