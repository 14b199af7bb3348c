"use client";

import { useContext, useEffect, useState } from "react";
import { FormState } from "../../_components/action-form";
import { lookUpSlug } from "./actions";
import { slugFor } from "./suggest-slug";

type Texts = Record<"title" | "titleHint" | "slug" | "slugHint" | "free" | "taken" | "invalid", string>;
type Verdict = "free" | "taken" | "invalid";

const LOOKUP_DELAY_MS = 350;

/** The fields for title and slug. The slug follows the title until it is edited. */
export function TitleAndSlug({ locale, texts }: { locale: string; texts: Texts }) {
  const { errors } = useContext(FormState);
  const [title, setTitle] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const slug = typed ?? slugFor(title);
  const verdict = useVerdict(locale, slug);
  const refused = errors.slug?.[0];
  return (
    <>
      <div className="field">
        <label htmlFor="title">{texts.title}</label>
        <input
          className="input font-serif text-xl"
          id="title"
          name="title"
          required
          maxLength={200}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
          aria-describedby="title-note"
          aria-invalid={errors.title ? true : undefined}
          dir="auto"
        />
        <p id="title-note" className={errors.title ? "field-error" : "field-hint"}>
          {errors.title?.[0] ?? texts.titleHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor="slug">{texts.slug}</label>
        <input
          className="input"
          id="slug"
          name="slug"
          maxLength={120}
          autoCapitalize="none"
          spellCheck={false}
          value={slug}
          onChange={({ target }) => setTyped(target.value)}
          aria-describedby="slug-note"
          aria-invalid={refused || verdict === "taken" ? true : undefined}
        />
        <p
          id="slug-note"
          role="status"
          className={verdict === "taken" || verdict === "invalid" || refused ? "field-error" : "field-hint"}
        >
          {verdict ? texts[verdict] : (refused ?? texts.slugHint)}
        </p>
      </div>
    </>
  );
}

/** Looks up a slug after a pause in typing. Returns null while unknown. */
function useVerdict(locale: string, slug: string): Verdict | null {
  const [known, setKnown] = useState<{ slug: string; verdict: Verdict } | null>(null);
  useEffect(() => {
    if (!slug) return;
    const timer = setTimeout(async () => {
      setKnown({ slug, verdict: await lookUpSlug({ locale, slug }) });
    }, LOOKUP_DELAY_MS);
    return () => clearTimeout(timer);
  }, [locale, slug]);
  return known?.slug === slug ? known.verdict : null;
}
