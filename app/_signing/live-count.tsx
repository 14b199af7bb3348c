"use client";

import { useCallback, useSyncExternalStore } from "react";
import { type Count, getKnownCount, subscribeToCount } from "./polled-count";

type CountTexts = { one: string; other: string; ofGoal: string };
type LiveCountProps = {
  campaign: string;
  signatures: number;
  goal: number;
  locale: string;
  texts: CountTexts;
  announced?: boolean;
};

/** The count as it was when the page was made, and from then on as it is. */
function useCount(campaign: string, atFirst: Count): Count {
  const watch = useCallback((tell: () => void) => subscribeToCount(campaign, tell), [campaign]);
  const known = useSyncExternalStore(
    watch,
    () => getKnownCount(campaign),
    () => undefined,
  );
  return known ?? atFirst;
}

/** "1,234 signatures of 2,000" over a thin line of progress; refreshes itself without moving anything. `announced` on one per campaign and page, or a screen reader hears it twice. */
export function LiveCount({ campaign, signatures, goal, locale, texts, announced }: LiveCountProps) {
  const count = useCount(campaign, { signatures, goal });
  const number = new Intl.NumberFormat(locale);
  const share = count.goal > 0 ? Math.min(100, (count.signatures / count.goal) * 100) : 100;
  const word = new Intl.PluralRules(locale).select(count.signatures) === "one" ? texts.one : texts.other;
  return (
    <div className="count" role={announced ? "status" : undefined}>
      <p className="numerals">
        <strong data-count={campaign}>{number.format(count.signatures)}</strong> {word}{" "}
        <span className="text-soft">{texts.ofGoal.replace("{goal}", number.format(count.goal))}</span>
      </p>
      <div className="progress" aria-hidden="true">
        <span style={{ inlineSize: `${share}%` }} />
      </div>
    </div>
  );
}
