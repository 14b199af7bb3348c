"use client";

import { useRef } from "react";
import { InboxStep } from "./inbox-step";
import { SignForm } from "./sign-form";
import { type CampaignToSign, useSigning } from "./signing-context";
import { reopenForm } from "./signing-state";
import { ThanksStep } from "./thanks-step";
import { useSigningState } from "./use-signing-state";
import { useStepFocus } from "./use-step-focus";

type SigningStepsProps = { campaign: CampaignToSign; callout?: string };

/** The form, the field for the code, or the thanks, by signing state. Without JavaScript, the form. */
export function SigningSteps({ campaign, callout }: SigningStepsProps) {
  const { slug } = campaign;
  const { paused } = useSigning();
  const state = useSigningState(slug);
  const container = useRef<HTMLDivElement>(null);
  const focusNext = useStepFocus(container, { campaign: slug, step: state.step });

  function reopen(field: "name" | "email") {
    focusNext(`[name="${field}"]`);
    reopenForm(slug);
  }

  return (
    <div ref={container}>
      {/* The key lets the new step settle: see `.settles`. */}
      <div key={state.step} className="settles">
        {state.step === "open" && paused && (
          <p className="sign-form font-semibold" dir="auto">
            {paused}
          </p>
        )}
        {state.step === "open" && !paused && (
          <SignForm campaign={campaign} callout={callout} onSent={() => focusNext()} />
        )}
        {state.step === "pending" && (
          <InboxStep
            campaign={campaign}
            nextMailAt={state.nextMailAt}
            mailAt={state.mailAt}
            onConfirmed={() => focusNext()}
            onCorrect={() => reopen("email")}
          />
        )}
        {state.step === "signed" && (
          <ThanksStep
            campaign={campaign}
            shareUrl={state.share}
            receiptUrl={state.receipt}
            onOtherPerson={() => reopen("name")}
          />
        )}
      </div>
    </div>
  );
}
