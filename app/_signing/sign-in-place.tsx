"use client";

import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { type CampaignToSign, useSigning } from "./signing-context";

const SignForm = lazy(() => import("./sign-form").then((module) => ({ default: module.SignForm })));

type ActionLinkProps = {
  campaign: CampaignToSign;
  callout: string;
  /** Where the link leads without scripts: the campaign's page, which knows from here where its reader came from. */
  href: string;
  className?: string;
  children: ReactNode;
};

/** A button-like link that opens the form right below itself. */
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
      <FocusFirst>
        <SignForm campaign={campaign} callout={callout} />
      </FocusFirst>
    </Suspense>
  );
}

/** A link in a sentence, or in the bar, that opens the form over the page. */
export function SignOverPage({ campaign, callout, href, className, children }: ActionLinkProps) {
  const { openSheet } = useSigning();
  return (
    <a className={className} href={href} onClick={onPlainClick(() => openSheet(campaign, callout))}>
      {children}
    </a>
  );
}

function FocusFirst({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>("input")?.focus(), []);
  return <div ref={place}>{children}</div>;
}

/** Leaves a new tab, a new window and a download to the browser. */
function onPlainClick(act: () => void) {
  return (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
