"use client";

import { createContext, useContext } from "react";
import type { StaffTexts } from "@/lib/sharing/share-texts";
import type { SigningTexts } from "./signing-texts";

/** A campaign as a form needs to know it. `textId` says which words were on the page. */
export type CampaignToSign = { slug: string; title: string; textId: string };

export type Signing = {
  texts: SigningTexts;
  countries: [code: string, name: string][];
  locale: string;
  /** The article on this page, if it is one. */
  article?: string;
  /** What staff have written for those who pass on, by campaign. */
  staffTexts?: Record<string, StaffTexts>;
  openSheet: (campaign: CampaignToSign, callout: string) => void;
};

export const SigningContext = createContext<Signing | null>(null);

/** What every place to sign on this page shares. */
export function useSigning(): Signing {
  const signing = useContext(SigningContext);
  if (!signing) throw new Error("signing needs a <SigningProvider> around it");
  return signing;
}
