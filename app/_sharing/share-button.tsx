"use client";

import { PlainForm } from "./plain-form";
import { PrimaryButton } from "./primary-button";
import { type ShareProps, useShare } from "./use-share";

/** A single share button, for places without room for a panel. */
export function ShareButton(props: ShareProps) {
  const sharing = useShare(props);
  const { target, texts } = props;
  return (
    // A div: without JavaScript it contains a form.
    <div className="inline-flex flex-wrap items-center gap-3">
      <PrimaryButton sharing={sharing} texts={texts} className="button button-quiet" />
      <PlainForm target={target} label={texts.share} className="button button-quiet" />
      <span role="status" className="text-sm text-soft">
        {sharing.busy ? "" : sharing.status}
      </span>
      {sharing.manualCopy && (
        <input className="input" readOnly aria-label={texts.link} value={sharing.manualCopy} />
      )}
    </div>
  );
}
