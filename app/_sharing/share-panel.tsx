"use client";

import { ChannelList } from "./channel-list";
import { PlainForm } from "./plain-form";
import { PrimaryButton } from "./primary-button";
import { StoryLink } from "./story-link";
import { type ShareProps, useShare } from "./use-share";

type SharePanelProps = ShareProps & {
  /** Whether passing it on is the one thing to do here, as it is for whoever has just signed. */
  isPrimary?: boolean;
};

/** Every way to pass something on: one button, and quiet ones beneath it. */
export function SharePanel({ isPrimary: isMainDeed = false, ...props }: SharePanelProps) {
  const passing = useShare(props);
  const { texts, target, link } = props;
  const shown = link ?? passing.byHand;
  const button = `button ${isMainDeed ? "button-act" : "button-quiet"}`;
  return (
    <div className="share-panel">
      {shown && (
        <label className="field">
          <span className="field-label">{texts.link}</span>
          <input className="input" readOnly value={shown} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      <PrimaryButton passing={passing} texts={texts} className={button} />
      {!link && <PlainForm target={target} label={texts.share} className={button} />}
      <p role="status" className="share-said text-sm text-soft">
        {passing.said}
      </p>
      <ChannelList passing={passing} {...props} />
      <StoryLink passing={passing} target={target} texts={texts} />
    </div>
  );
}
