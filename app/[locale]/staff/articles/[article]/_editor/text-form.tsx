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
  words: ArticleFields;
  texts: EditorTexts;
  keeper: DraftStore;
  children: ReactNode;
};

const IDLE: ActionResult = { outcome: "idle" };

/** The words of the article. With scripts they save themselves; without, a button does. */
export function TextForm({ article, locale, version, words, texts, keeper, children }: TextFormProps) {
  const [result, send] = useActionState(saveDraftForm, IDLE);
  return (
    <form
      action={send}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        keeper.flush();
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
          value={words.title}
          onChange={(event) => keeper.change({ title: event.target.value })}
          onBlur={keeper.flush}
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
          value={words.dek}
          onChange={(event) => keeper.change({ dek: event.target.value })}
          onBlur={keeper.flush}
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
