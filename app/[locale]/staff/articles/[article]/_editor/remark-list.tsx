"use client";

import type { Remark } from "@/lib/articles/remarks";
import { type EditorTexts, fill } from "./texts";

type RemarkWithMessage = Remark & { message: string };

/** Adds the text of each remark. */
export function remarkMessages(remarks: Remark[], texts: EditorTexts["remarks"]): RemarkWithMessage[] {
  return remarks.map((remark) => ({
    ...remark,
    message: fill(texts.kinds[remark.kind], {
      named: remark.subject,
      state: remark.status ? texts.states[remark.status] : "",
    }),
  }));
}

type RemarkListProps = {
  remarks: RemarkWithMessage[];
  texts: EditorTexts["remarks"];
  onGo: (line: number) => void;
  onFix: (remark: Remark) => void;
};

/** Lists the problems in the text, each with a link to its line and, where possible, to a fix. */
export function RemarkList({ remarks, texts, onGo, onFix }: RemarkListProps) {
  return (
    <section aria-labelledby="remarks">
      <h2 id="remarks" className="kicker">
        {texts.title}
      </h2>
      {remarks.length === 0 && <p className="mt-2 text-soft">{texts.none}</p>}
      <ul className="mt-2 grid gap-2">
        {remarks.map((remark) => (
          <li
            key={`${remark.kind}-${remark.from}`}
            className={`border-l-4 py-1 pl-3 ${remark.severity === "error" ? "border-ink" : "border-rule-strong"}`}
          >
            <p className="text-sm">
              <strong>{texts[remark.severity]}.</strong>{" "}
              {fill(texts.atLine, { line: remark.line, words: remark.message })}
            </p>
            <p className="needs-script flex flex-wrap gap-x-5 text-sm">
              <button type="button" className="link-button" onClick={() => onGo(remark.line)}>
                {fill(texts.go, { line: remark.line })}
              </button>
              {isFixable(remark) && (
                <button type="button" className="link-button" onClick={() => onFix(remark)}>
                  {remark.kind === "unmatched-read-more" || remark.kind === "unknown-article"
                    ? texts.chooseArticle
                    : texts.chooseCampaign}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isFixable({ kind }: Remark): boolean {
  return /^(unmatched-|unknown-(campaign|article)|ended-campaign)/.test(kind);
}
