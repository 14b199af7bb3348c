"use client";

import { useEffect, useId, useRef } from "react";
import { SignForm } from "./sign-form";
import { type CampaignToSign, useSigning } from "./signing-context";

type SignDialogProps = { campaign: CampaignToSign; callout: string; opened: number };

/** The form in a dialog, for links in a sentence and for the action bar. */
export default function SignDialog({ campaign, callout, opened }: SignDialogProps) {
  const { texts } = useSigning();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (opened > 0 && !dialog.current?.open) dialog.current?.showModal();
  }, [opened]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={heading}>
      <div className="flex items-start justify-between gap-4">
        <h2 id={heading} className="text-2xl font-semibold leading-tight">
          {campaign.title}
        </h2>
        <button
          type="button"
          className="button button-quiet shrink-0"
          onClick={() => dialog.current?.close()}
        >
          {texts.close}
        </button>
      </div>
      <SignForm campaign={campaign} callout={callout} />
    </dialog>
  );
}
