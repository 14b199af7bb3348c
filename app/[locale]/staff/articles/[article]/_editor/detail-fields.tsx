"use client";

import { useState } from "react";
import type { ArticleFields } from "@/lib/articles/merge-versions";
import { ChoicePicker } from "./choice-picker";
import { Dialog } from "./dialog";
import type { EditorTexts } from "./texts";

type DetailFieldsProps = {
  fields: ArticleFields;
  locale: string;
  texts: EditorTexts;
  onChange: (changed: Partial<ArticleFields>) => void;
  onLeave: () => void;
};

/** The fields for byline, topic and the campaign at the end of the article. */
export function DetailFields({ fields, locale, texts, onChange, onLeave }: DetailFieldsProps) {
  const [isChoosing, setChoosing] = useState(false);
  return (
    <section aria-labelledby="details" className="grid gap-4">
      <h2 id="details" className="kicker">
        {texts.fields.details}
      </h2>
      {(["byline", "topic"] as const).map((name) => (
        <div key={name} className="field">
          <label htmlFor={name}>{texts.fields[name]}</label>
          <input
            id={name}
            name={name}
            className="input"
            dir="auto"
            autoComplete="off"
            value={fields[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
            onBlur={onLeave}
          />
        </div>
      ))}
      <div className="field">
        <label htmlFor="primaryCampaign">{texts.fields.primaryCampaign}</label>
        <input
          id="primaryCampaign"
          name="primaryCampaign"
          className="input"
          autoComplete="off"
          spellCheck={false}
          placeholder={texts.fields.noPrimary}
          aria-describedby="primary-hint"
          value={fields.primaryCampaign ?? ""}
          onChange={(event) => onChange({ primaryCampaign: event.target.value.trim() || null })}
          onBlur={onLeave}
        />
        <p id="primary-hint" className="field-hint">
          {texts.fields.primaryHint}
        </p>
        <button
          type="button"
          className="link-button needs-script justify-self-start"
          onClick={() => setChoosing(true)}
        >
          {texts.fields.choose}
        </button>
      </div>
      {isChoosing && (
        <Dialog title={texts.pick.primary} cancel={texts.pick.cancel} onClose={() => setChoosing(false)}>
          <ChoicePicker
            of="campaigns"
            locale={locale}
            texts={texts.pick}
            onChoose={({ slug }) => {
              onChange({ primaryCampaign: slug });
              setChoosing(false);
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
