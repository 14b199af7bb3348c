"use client";

import { useActionState } from "react";
import { submitWithoutReset } from "@/app/[locale]/staff/_components/submit-without-reset";
import type { Locale } from "@/lib/i18n/locales";
import { createDraft } from "../actions";
import type { DraftResult, ImportTexts, Option, ParsedUpload } from "../import-results";
import { FoundList } from "./found-list";

type Props = {
  locale: Locale;
  number: number;
  text: ParsedUpload;
  /** Whether this is the only text. Its draft is then opened at once. */
  isAlone: boolean;
  campaigns: Option[];
  articles: Option[];
  texts: ImportTexts;
};

const IDLE: DraftResult = { outcome: "idle" };
const MAX_TITLE_LENGTH = 200;
const MAX_BYLINE_LENGTH = 200;

/** What was found in one text, with a choice for every item that did not match, and the button that creates the draft. */
export function ParsedText({ locale, number, text, isAlone, campaigns, articles, texts }: Props) {
  const [result, create, isCreating] = useActionState(createDraft, IDLE);
  const { language, dek, byline, markdown, findings } = text;
  const alone = isAlone ? "yes" : "no";
  const id = `text-${number}`;
  return (
    <form
      action={create}
      onSubmit={submitWithoutReset(create, isCreating)}
      className="slip mt-6 grid gap-6 p-5 sm:p-7"
      aria-label={text.file ?? texts.pasted}
    >
      {Object.entries({ locale, language, dek, markdown, alone }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="kicker break-all">{text.file ?? texts.pasted}</p>
      <div className="field">
        <label htmlFor={`${id}-title`}>{texts.title}</label>
        <input
          id={`${id}-title`}
          name="title"
          required
          maxLength={MAX_TITLE_LENGTH}
          defaultValue={findings.title}
          className="input font-serif text-xl"
          dir="auto"
        />
        <p className="field-hint">{texts.titleHint}</p>
      </div>
      <div className="field max-w-md">
        <label htmlFor={`${id}-byline`}>{texts.byline}</label>
        <input
          id={`${id}-byline`}
          name="byline"
          maxLength={MAX_BYLINE_LENGTH}
          defaultValue={byline}
          className="input"
          dir="auto"
        />
        {findings.date && (
          <p className="field-hint">
            {texts.dated} {findings.date}
          </p>
        )}
      </div>
      <Findings {...{ id, text, campaigns, articles, texts }} />
      {hasUnmatched(text) && <p className="max-w-prose text-sm text-soft">{texts.openHint}</p>}
      <details>
        <summary className="min-h-6 cursor-pointer">
          {texts.text}{" "}
          <span className="text-soft">
            ({texts.paragraphs} {findings.paragraphs})
          </span>
        </summary>
        <pre className="mt-2 max-h-96 overflow-auto border border-rule p-3 text-sm whitespace-pre-wrap">
          {markdown}
        </pre>
      </details>
      <div className="flex flex-wrap items-center gap-4">
        {result.outcome !== "done" && (
          <button type="submit" className="button button-act" aria-disabled={isCreating || undefined}>
            {texts.createDraft}
          </button>
        )}
        <p role="status" className={result.outcome === "refused" ? "field-error" : ""}>
          {result.outcome === "idle" ? "" : result.message}
        </p>
        {"href" in result && <a href={result.href}>{result.open}</a>}
      </div>
    </form>
  );
}

/** Whether an item of a text has no campaign or article yet. */
function hasUnmatched({ findings, inlineCampaigns }: ParsedUpload): boolean {
  const matches = [
    ...findings.callOuts.map(({ campaign }) => campaign),
    ...findings.readMores.map(({ article }) => article),
    ...inlineCampaigns,
  ];
  return matches.includes(null);
}

type FindingsProps = Pick<Props, "text" | "campaigns" | "articles" | "texts"> & { id: string };

function Findings({ id, text, campaigns, articles, texts }: FindingsProps) {
  const { callOuts, readMores, posts, inlineActions, remarks } = text.findings;
  const campaign = { options: campaigns, label: texts.chooseCampaign, open: texts.leaveOpen };
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
      <FoundList
        id={`${id}-callout`}
        title={texts.callouts}
        nothing={texts.nothing}
        items={callOuts.map(({ kind, title, campaign: slug }) => ({
          kicker: texts[kind],
          text: title,
          slug,
        }))}
        choice={{ ...campaign, name: "callout" }}
      />
      <FoundList
        id={`${id}-inline`}
        title={texts.inlineActions}
        nothing={texts.nothing}
        items={inlineActions.map(({ label }, at) => ({
          text: label,
          slug: text.inlineCampaigns[at] ?? null,
        }))}
        choice={{ ...campaign, name: "inlineAction" }}
      />
      <FoundList
        id={`${id}-read-more`}
        title={texts.readMores}
        nothing={texts.nothing}
        items={readMores.map(({ headline, article }) => ({ text: headline, slug: article }))}
        choice={{ options: articles, label: texts.chooseArticle, open: texts.leaveOpen, name: "readMore" }}
      />
      <FoundList
        id={`${id}-post`}
        title={texts.posts}
        nothing={texts.nothing}
        items={posts.map(({ author, handle, date }) => ({
          kicker: date ?? texts.undated,
          text: `${author} (${handle})`,
        }))}
      />
      {remarks.length > 0 && (
        <FoundList
          id={`${id}-remark`}
          title={texts.remarks}
          nothing={texts.nothing}
          items={remarks.map(({ kind, text: line }) => ({ kicker: texts[kind], text: line }))}
        />
      )}
    </div>
  );
}
