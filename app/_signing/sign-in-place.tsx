"use client";

import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { focusFirst, sheetName } from "./sheet";
import { readDraft } from "./sign-draft";
import { type CampaignToSign, useSigning } from "./signing-context";
import { useSigningState } from "./use-signing-state";

const SigningSteps = lazy(() =>
  import("./signing-steps").then((module) => ({ default: module.SigningSteps })),
);

type ActionLinkProps = {
  campaign: CampaignToSign;
  callout: string;
  /** The address without JavaScript: the campaign's page, with the attribution in the query. */
  href: string;
  className?: string;
  children: ReactNode;
};

/** A link that opens the form in its place. After signing, it shows the field for the code, also after a reload. */
export function SignInPlace({ campaign, callout, href, className, children }: ActionLinkProps) {
  const [opened, setOpened] = useState<"by-click" | "by-reload" | null>(null);
  const { step } = useSigningState(campaign.slug);
  useEffect(() => {
    const signedHere = step === "pending" && readDraft(campaign.slug).callout === callout;
    if (signedHere) setOpened((already) => already ?? "by-reload");
  }, [step, campaign.slug, callout]);
  if (!opened) {
    return (
      <a className={className} href={href} onClick={onPlainClick(() => setOpened("by-click"))}>
        {children}
      </a>
    );
  }
  const steps = <SigningSteps campaign={campaign} callout={callout} />;
  return (
    <Suspense fallback={<p className="sign-form text-soft">…</p>}>
      {opened === "by-click" ? <FocusFirst>{steps}</FocusFirst> : steps}
    </Suspense>
  );
}

/** A link that opens the form in a dialog. */
export function SignDialogLink({ campaign, callout, href, className, children }: ActionLinkProps) {
  const { openDialog } = useSigning();
  const open = onPlainClick(() => openDialog({ campaign, callout }));
  return (
    <a
      className={className}
      href={href}
      onClick={open}
      aria-haspopup="dialog"
      data-sheet={sheetName(campaign.slug, callout)}
    >
      {children}
    </a>
  );
}

function FocusFirst({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => focusFirst(container.current), []);
  return <div ref={container}>{children}</div>;
}

/** Handles plain clicks only; clicks for a new tab, a new window or a download keep their default. */
function onPlainClick(act: () => void) {
  return (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
