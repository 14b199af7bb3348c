"use client";

import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { type CampaignToSign, type Signing, SigningContext } from "./signing-context";

const SignSheet = lazy(() => import("./sign-sheet"));

type SigningProviderProps = Omit<Signing, "openSheet"> & { children: ReactNode };

/** Around everything on a page that one can sign with: the texts they share, and the sheet that links open. */
export function SigningProvider({ children, ...shared }: SigningProviderProps) {
  const [sheet, setSheet] = useState<{ campaign: CampaignToSign; callout: string } | null>(null);
  const openSheet = useCallback(
    (campaign: CampaignToSign, callout: string) => setSheet({ campaign, callout }),
    [],
  );
  return (
    <SigningContext value={{ ...shared, openSheet }}>
      {children}
      {sheet && (
        <Suspense>
          <SignSheet {...sheet} onClose={() => setSheet(null)} />
        </Suspense>
      )}
    </SigningContext>
  );
}
