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

/** Returns the current count, or `initial` until the first update. */
function useCount(campaign: string, initial: Count): Count {
  const subscribe = useCallback((listen: () => void) => subscribeToCount(campaign, listen), [campaign]);
  const known = useSyncExternalStore(
    subscribe,
    () => getKnownCount(campaign),
    () => undefined,
  );
  return known ?? initial;
}

/** "1,234 signatures of 2,000" with a progress bar, updated in place. Set `announced` on one per campaign and page, so that screen readers announce each change once. */
export function LiveCount({ campaign, signatures, goal, locale, texts, announced }: LiveCountProps) {
  const count = useCount(campaign, { signatures, goal });
  const number = new Intl.NumberFormat(locale);
  const share = count.goal > 0 ? Math.min(100, (count.signatures / count.goal) * 100) : 100;
  const unit = new Intl.PluralRules(locale).select(count.signatures) === "one" ? texts.one : texts.other;
  return (
    <div className="count" role={announced ? "status" : undefined}>
      <p className="numerals">
        <strong data-count={campaign}>{number.format(count.signatures)}</strong> {unit}{" "}
        <span className="text-soft">{texts.ofGoal.replace("{goal}", number.format(count.goal))}</span>
      </p>
      <div className="progress" aria-hidden="true">
        <span style={{ inlineSize: `${share}%` }} />
      </div>
    </div>
  );
}
