"use client";

import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { type CampaignToSign, type Signing, SigningContext } from "./signing-context";

const SignDialog = lazy(() => import("./sign-dialog"));

/** `opened` counts the openings, so that a reopened dialog keeps its input. */
type OpenedDialog = { campaign: CampaignToSign; callout: string; opened: number };

type SigningProviderProps = Omit<Signing, "openDialog"> & { children: ReactNode };

/** Provides the forms of a page with their texts, and contains the dialog that links open. */
export function SigningProvider({ children, ...shared }: SigningProviderProps) {
  const [dialog, setDialog] = useState<OpenedDialog | null>(null);
  const openDialog = useCallback(
    (campaign: CampaignToSign, callout: string) =>
      setDialog((last) => ({ campaign, callout, opened: (last?.opened ?? 0) + 1 })),
    [],
  );
  return (
    <SigningContext value={{ ...shared, openDialog }}>
      {children}
      {dialog && (
        <Suspense>
          <SignDialog key={dialog.campaign.slug} {...dialog} />
        </Suspense>
      )}
    </SigningContext>
  );
}
