"use client";

import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { type CampaignToSign, type Signing, SigningContext } from "./signing-context";

const SignSheet = lazy(() => import("./sign-dialog"));

/** `opened` counts the openings, so that a reopened dialog keeps its input. */
type Sheet = { campaign: CampaignToSign; callout: string; opened: number };

type SigningProviderProps = Omit<Signing, "openSheet"> & { children: ReactNode };

/** Provides the forms of a page with their texts, and contains the dialog that links open. */
export function SigningProvider({ children, ...shared }: SigningProviderProps) {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const openSheet = useCallback(
    (campaign: CampaignToSign, callout: string) =>
      setSheet((last) => ({ campaign, callout, opened: (last?.opened ?? 0) + 1 })),
    [],
  );
  return (
    <SigningContext value={{ ...shared, openDialog: openSheet }}>
      {children}
      {sheet && (
        <Suspense>
          <SignSheet key={sheet.campaign.slug} {...sheet} />
        </Suspense>
      )}
    </SigningContext>
  );
}
