"use client";

import { PlainForm } from "./plain-form";
import { PrimaryButton } from "./primary-button";
import { type ShareProps, useShare } from "./use-share";

/** Just the button, where there is no room for more: beside a byline. */
export function ShareButton(props: ShareProps) {
  const passing = useShare(props);
  const { target, texts } = props;
  return (
    <span className="inline-flex flex-wrap items-center gap-3">
      <PrimaryButton passing={passing} texts={texts} className="button button-quiet" />
      <PlainForm target={target} label={texts.share} className="button button-quiet" />
      <span role="status" className="text-sm text-soft">
        {passing.busy ? "" : passing.said}
      </span>
      {passing.byHand && <input className="input" readOnly aria-label={texts.link} value={passing.byHand} />}
    </span>
  );
}
