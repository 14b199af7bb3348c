"use client";

import { type ReactNode, useActionState } from "react";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import type { ArticleFields } from "@/lib/articles/merge-versions";
import { saveDraftForm } from "../actions";
import type { DraftStore } from "./draft-store";
import type { EditorTexts } from "./texts";

type TextFormProps = {
  article: string;
  locale: string;
  version: number;
  fields: ArticleFields;
  texts: EditorTexts;
  store: DraftStore;
  children: ReactNode;
};

const IDLE: ActionResult = { outcome: "idle" };

/** The text of the article. Saved automatically with scripts, by a button without. */
export function TextForm({ article, locale, version, fields, texts, store, children }: TextFormProps) {
  const [result, send] = useActionState(saveDraftForm, IDLE);
  return (
    <form
      action={send}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        store.flush();
      }}
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="article" value={article} />
      <input type="hidden" name="version" value={version} />
      <div className="field">
        <label htmlFor="title">{texts.fields.title}</label>
        <input
          id="title"
          name="title"
          className="input font-serif text-xl font-medium"
          autoComplete="off"
          value={fields.title}
          onChange={(event) => store.change({ title: event.target.value })}
          onBlur={store.flush}
          dir="auto"
        />
      </div>
      <div className="field">
        <label htmlFor="dek">{texts.fields.dek}</label>
        <textarea
          id="dek"
          name="dek"
          rows={2}
          className="input font-serif"
          aria-describedby="dek-hint"
          value={fields.dek}
          onChange={(event) => store.change({ dek: event.target.value })}
          onBlur={store.flush}
          dir="auto"
        />
        <p id="dek-hint" className="field-hint">
          {texts.fields.dekHint}
        </p>
      </div>
      {children}
      <noscript>
        <button type="submit" className="button button-act">
          {texts.keep.save}
        </button>
      </noscript>
      {result.outcome !== "idle" && <p role="status">{result.message}</p>}
    </form>
  );
}
