"use client";

import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { type CampaignToSign, type Signing, SigningContext } from "./signing-context";

const SignSheet = lazy(() => import("./sign-sheet"));

/** `opened` counts up: closed and opened again, the sheet still holds what was typed. */
type Sheet = { campaign: CampaignToSign; callout: string; opened: number };

type SigningProviderProps = Omit<Signing, "openSheet"> & { children: ReactNode };

/** Around everything on a page that one can sign with: the texts they share, and the sheet that links open. */
export function SigningProvider({ children, ...shared }: SigningProviderProps) {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const openSheet = useCallback(
    (campaign: CampaignToSign, callout: string) =>
      setSheet((last) => ({ campaign, callout, opened: (last?.opened ?? 0) + 1 })),
    [],
  );
  return (
    <SigningContext value={{ ...shared, openSheet }}>
      {children}
      {sheet && (
        <Suspense>
          <SignSheet key={sheet.campaign.slug} {...sheet} />
        </Suspense>
      )}
    </SigningContext>
  );
}
