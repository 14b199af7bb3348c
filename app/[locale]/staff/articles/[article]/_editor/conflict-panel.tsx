"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import {
  type ArticleFields,
  type Choice,
  listOverlaps,
  resolveOverlaps,
} from "@/lib/articles/merge-versions";
import type { Conflict } from "./draft-store";
import { type EditorTexts, fill } from "./texts";

type ConflictPanelProps = {
  conflict: Conflict;
  mine: ArticleFields;
  texts: EditorTexts;
  onDecide: (fields: ArticleFields) => void;
};

/** Shows conflicting changes of two people side by side, to resolve them. By default both texts are kept. */
export function ConflictPanel({ conflict, mine, texts, onDecide }: ConflictPanelProps) {
  const sides = useMemo(() => ({ base: conflict.base, mine, theirs: conflict.theirs }), [conflict, mine]);
  const overlaps = useMemo(() => listOverlaps(sides), [sides]);
  const [choices, setChoices] = useState<Record<number, Choice>>({});
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const name = conflict.by ?? texts.conflict.someone;
  const choiceAt = (place: number): Choice =>
    choices[place] ?? (overlaps[place]?.field === "bodyMarkdown" ? "both" : "mine");
  return (
    <section ref={panel} tabIndex={-1} aria-labelledby="conflict" className="slip mb-6 grid gap-5 p-5">
      <div>
        <h2 id="conflict" className="text-2xl font-medium">
          {fill(texts.conflict.title, { name })}
        </h2>
        <p className="mt-1 text-soft">{texts.conflict.lead}</p>
      </div>
      {overlaps.map((overlap, place) => (
        <fieldset key={`${overlap.field}-${overlap.theirs}`} className="grid gap-3">
          <legend className="kicker mb-2">
            {fill(texts.conflict.place, { number: place + 1 })}: {texts.fields[overlap.field]}
          </legend>
          <div className="grid gap-3 md:grid-cols-2">
            <Side
              title={fill(texts.conflict.theirs, { name })}
              text={overlap.theirs || texts.conflict.empty}
            />
            <Side title={texts.conflict.mine} text={overlap.mine || texts.conflict.empty} />
          </div>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {(overlap.field === "bodyMarkdown"
              ? (["both", "mine", "theirs"] as const)
              : (["mine", "theirs"] as const)
            ).map((choice) => (
              <label key={choice} className="tick min-h-6">
                <input
                  type="radio"
                  className="check"
                  name={`conflict-${place}`}
                  checked={choiceAt(place) === choice}
                  onChange={() => setChoices({ ...choices, [place]: choice })}
                />
                {texts.conflict[CHOICE_TEXTS[choice]]}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <button
        type="button"
        className="button button-act justify-self-start"
        onClick={() =>
          onDecide(
            resolveOverlaps(
              sides,
              overlaps.map((_, place) => choiceAt(place)),
            ),
          )
        }
      >
        {texts.conflict.settle}
      </button>
    </section>
  );
}

const CHOICE_TEXTS = { both: "both", mine: "keepMine", theirs: "keepTheirs" } as const;

function Side({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <p className="text-sm font-semibold" dir="auto">
        {title}
      </p>
      <p className="mt-1 border-l-2 border-rule-strong pl-3 font-serif whitespace-pre-wrap">{text.trim()}</p>
    </div>
  );
}
