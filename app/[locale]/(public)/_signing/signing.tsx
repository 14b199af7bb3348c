"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from "react";
import type { SigningTexts } from "./texts";

/** A campaign as a form needs to know it. `textId` says which words were on the page. */
export type CampaignToSign = { slug: string; title: string; textId: string };

type Signing = {
  texts: SigningTexts;
  countries: [code: string, name: string][];
  locale: string;
  /** The article on this page, if it is one. */
  article?: string;
  openSheet: (campaign: CampaignToSign, callout: string) => void;
};

const SigningContext = createContext<Signing | null>(null);
const SignSheet = lazy(() => import("./sign-sheet"));

/** What every place to sign on this page shares. */
export function useSigning(): Signing {
  const signing = useContext(SigningContext);
  if (!signing) throw new Error("signing needs a <SigningProvider> around it");
  return signing;
}

type SigningProviderProps = Omit<Signing, "openSheet"> & { children: ReactNode };

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
