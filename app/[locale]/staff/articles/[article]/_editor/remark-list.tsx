"use client";

import type { Remark } from "@/lib/articles/remarks";
import { type EditorTexts, fill } from "./texts";

export type RemarkWithMessage = Remark & { message: string };

/** The remarks in the words of the room. */
export function remarkMessages(remarks: Remark[], texts: EditorTexts["remarks"]): RemarkWithMessage[] {
  return remarks.map((remark) => ({
    ...remark,
    message: fill(texts.kinds[remark.kind], {
      named: remark.named,
      state: remark.state ? texts.states[remark.state] : "",
    }),
  }));
}

type RemarkListProps = {
  remarks: RemarkWithMessage[];
  texts: EditorTexts["remarks"];
  onGo: (line: number) => void;
  onMend: (remark: Remark) => void;
};

/** Everything that a reader would stumble over, each with the way to its line, and to a remedy where there is one. */
export function RemarkList({ remarks, texts, onGo, onMend }: RemarkListProps) {
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
              {isMendable(remark) && (
                <button type="button" className="link-button" onClick={() => onMend(remark)}>
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

function isMendable({ kind }: Remark): boolean {
  return /^(unmatched-|unknown-(campaign|article)|ended-campaign)/.test(kind);
}
