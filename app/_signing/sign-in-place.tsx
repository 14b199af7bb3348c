"use client";

import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { type CampaignToSign, useSigning } from "./signing-context";

const SignForm = lazy(() => import("./sign-form").then((module) => ({ default: module.SignForm })));

type ActionLinkProps = {
  campaign: CampaignToSign;
  callout: string;
  /** The address without JavaScript: the campaign's page, with the attribution in the query. */
  href: string;
  className?: string;
  children: ReactNode;
};

/** A link that opens the form in its place. */
export function SignInPlace({ campaign, callout, href, className, children }: ActionLinkProps) {
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <a className={className} href={href} onClick={onPlainClick(() => setOpen(true))}>
        {children}
      </a>
    );
  }
  return (
    <Suspense fallback={<p className="sign-form text-soft">…</p>}>
      <FocusFirstField>
        <SignForm campaign={campaign} callout={callout} />
      </FocusFirstField>
    </Suspense>
  );
}

/** A link that opens the form in a dialog. */
export function SignDialogLink({ campaign, callout, href, className, children }: ActionLinkProps) {
  const { openDialog } = useSigning();
  return (
    <a className={className} href={href} onClick={onPlainClick(() => openDialog(campaign, callout))}>
      {children}
    </a>
  );
}

function FocusFirstField({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => container.current?.querySelector<HTMLElement>("input")?.focus(), []);
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
