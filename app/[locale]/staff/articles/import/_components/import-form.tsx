"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { submitWithoutReset } from "@/app/[locale]/staff/_components/submit-without-reset";
import type { Locale } from "@/lib/i18n/locales";
import { parseTexts } from "../actions";
import type { ImportResult, ImportTexts, Option } from "../import-results";
import { ParsedText } from "./parsed-text";
import { SourceFields } from "./source-fields";

type Props = {
  locale: Locale;
  campaigns: Option[];
  texts: ImportTexts;
  /** The panel beside the form. */
  children: ReactNode;
};

const IDLE: ImportResult = { outcome: "idle" };

/** The form for the texts to import, and below it what was found in them. */
export function ImportForm({ locale, campaigns, texts, children }: Props) {
  const [result, parse, isParsing] = useActionState(parseTexts, IDLE);
  const found = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (result.outcome === "read") found.current?.focus();
  }, [result]);
  return (
    <>
      <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <form
          action={parse}
          onSubmit={submitWithoutReset(parse, isParsing)}
          className="grid min-w-0 gap-5 self-start"
        >
          <input type="hidden" name="locale" value={locale} />
          <SourceFields locale={locale} campaigns={campaigns} texts={texts} />
          <button
            type="submit"
            className="button button-quiet justify-self-start"
            aria-disabled={isParsing || undefined}
          >
            {texts.read}
          </button>
          <p role="status" className="field-error empty:hidden">
            {result.outcome === "refused" ? result.message : ""}
          </p>
        </form>
        {children}
      </div>
      {result.outcome === "read" && (
        <section aria-labelledby="found" className="mt-12">
          <h2 id="found" ref={found} tabIndex={-1} className="text-2xl font-medium">
            {texts.found}
          </h2>
          {result.refusals.map((refusal) => (
            <p key={refusal} className="field-error mt-2">
              {refusal}
            </p>
          ))}
          {result.texts.map((text, at) => (
            <ParsedText
              key={`${text.file}-${text.markdown.length}-${text.findings.title}`}
              {...{ locale, text, texts, number: at + 1 }}
              isAlone={result.texts.length === 1}
              campaigns={result.campaigns}
              articles={result.articles}
            />
          ))}
        </section>
      )}
    </>
  );
}
