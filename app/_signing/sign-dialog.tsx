"use client";

import { useId, useRef } from "react";
import { LiveCount } from "./live-count";
import { PetitionTarget } from "./petition-target";
import { sheetName } from "./sheet";
import { type CampaignToSign, useSigning } from "./signing-context";
import { SigningSteps } from "./signing-steps";
import { useSheet } from "./use-sheet";

export type OpenedDialog = {
  campaign: CampaignToSign;
  callout: string;
  /** How often it was opened, so that a reopened dialog keeps its input. */
  opened: number;
};

/** The form in a dialog, below the petition, for links in a sentence and for the action bar. */
export default function SignDialog({ campaign, callout, opened }: OpenedDialog) {
  const { texts } = useSigning();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const handlers = useSheet(dialog, { sheet: sheetName(campaign.slug, callout), opened });
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={heading} {...handlers}>
      <div className="dialog-heading">
        <h2 id={heading} dir="auto" lang={campaign.language} className="text-2xl font-semibold leading-tight">
          {campaign.title}
        </h2>
        <button type="button" className="button button-quiet" onClick={() => dialog.current?.close()}>
          {texts.close}
        </button>
      </div>
      <Petition campaign={campaign} />
      <SigningSteps campaign={campaign} callout={callout} />
    </dialog>
  );
}

/** The target, the summary and the count. */
function Petition({ campaign }: { campaign: CampaignToSign }) {
  const { texts, locale } = useSigning();
  const { slug, target, summary, signatures, goal, language } = campaign;
  return (
    <div className="grid gap-2">
      <PetitionTarget label={texts.to} target={target} lang={language} />
      <p dir="auto" lang={language}>
        {summary}
      </p>
      <LiveCount {...{ campaign: slug, signatures, goal, locale, texts: texts.count }} />
    </div>
  );
}
