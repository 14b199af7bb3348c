"use client";

import { ChannelList } from "./channel-list";
import { PlainForm } from "./plain-form";
import { PrimaryButton } from "./primary-button";
import { StoryLink } from "./story-link";
import { type ShareProps, useShare } from "./use-share";

type SharePanelProps = ShareProps & {
  /** Whether sharing is the main action of the page, as after signing. */
  isPrimary?: boolean;
};

/** Every way of sharing: a main button, and the channels below it. */
export function SharePanel({ isPrimary = false, ...props }: SharePanelProps) {
  const sharing = useShare(props);
  const { texts, target, link } = props;
  const shown = link ?? sharing.manualCopy;
  const button = `button ${isPrimary ? "button-act" : "button-quiet"}`;
  return (
    <div className="share-panel">
      {shown && (
        <label className="field">
          <span className="field-label">{texts.link}</span>
          <input className="input" readOnly value={shown} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      <PrimaryButton sharing={sharing} texts={texts} className={button} />
      {!link && <PlainForm target={target} label={texts.share} className={button} />}
      <p role="status" className="share-status text-sm text-soft">
        {sharing.status}
      </p>
      <ChannelList sharing={sharing} {...props} />
      <StoryLink sharing={sharing} target={target} texts={texts} />
    </div>
  );
}
