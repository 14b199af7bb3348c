"use client";

import { type FormEvent, useId, useState } from "react";
import type { EditorTexts } from "./texts";

const FIELDS = [
  { name: "author", type: "text", isNeeded: true },
  { name: "handle", type: "text", isNeeded: false },
  { name: "date", type: "date", isNeeded: false },
  { name: "url", type: "url", isNeeded: false },
] as const;

/** The form for a quoted post. */
export function PostForm({
  texts,
  onInsert,
}: {
  texts: EditorTexts["pick"];
  onInsert: (markdown: string) => void;
}) {
  const id = useId();
  const [missing, setMissing] = useState<"author" | "text" | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "").trim();
    const firstMissing = value("author") === "" ? "author" : value("text") === "" ? "text" : null;
    setMissing(firstMissing);
    if (firstMissing) return;
    const attributes = FIELDS.flatMap(({ name }) =>
      value(name) ? `${name}="${escapeQuotes(value(name))}"` : [],
    );
    onInsert(`:::post{${attributes.join(" ")}}\n${value("text")}\n:::`);
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      {FIELDS.map(({ name, type }) => (
        <div key={name} className="field">
          <label htmlFor={`${id}-${name}`}>{texts[name]}</label>
          <input
            id={`${id}-${name}`}
            className="input"
            name={name}
            type={type}
            dir="auto"
            aria-invalid={missing === name || undefined}
          />
        </div>
      ))}
      <div className="field">
        <label htmlFor={`${id}-text`}>{texts.words}</label>
        <textarea
          id={`${id}-text`}
          className="input"
          name="text"
          rows={3}
          aria-invalid={missing === "text" || undefined}
          dir="auto"
        />
      </div>
      {missing && (
        <p role="alert" className="field-error">
          {missing === "author" ? texts.authorMissing : texts.wordsMissing}
        </p>
      )}
      <button type="submit" className="button button-quiet justify-self-start">
        {texts.insert}
      </button>
    </form>
  );
}

/** Escapes quotation marks, which end an attribute of a directive. */
function escapeQuotes(value: string): string {
  return value.replaceAll('"', "&quot;");
}
