"use client";

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import { markedSheet } from "./sheet";
import type { OpenedDialog } from "./sign-dialog";
import { type CampaignToSign, type DialogRequest, type Signing, SigningContext } from "./signing-context";

const SignDialog = lazy(() => import("./sign-dialog"));

type SigningProviderProps = Omit<Signing, "openDialog"> & {
  /** The campaigns whose dialog is opened again if it was open before a reload. */
  campaigns?: CampaignToSign[];
  children: ReactNode;
};

/** Provides the forms of a page with their texts, and contains the dialog that links open. */
export function SigningProvider({ children, campaigns, ...shared }: SigningProviderProps) {
  const [dialog, setDialog] = useState<OpenedDialog | null>(null);
  const openDialog = useCallback(
    (request: DialogRequest) => setDialog((last) => ({ ...request, opened: (last?.opened ?? 0) + 1 })),
    [],
  );
  useEffect(() => {
    const marked = markedSheet();
    const campaign = campaigns?.find(({ slug }) => slug === marked?.campaign);
    if (campaign && marked) openDialog({ campaign, callout: marked.callout });
  }, [campaigns, openDialog]);
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
