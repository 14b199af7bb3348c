"use client";

import { createContext, useContext } from "react";
import type { StaffTexts } from "@/lib/sharing/share-texts";
import type { SigningTexts } from "./signing-texts";

/** A campaign for a form. `textId` identifies the petition text on the page, and `language` is the language of that text. */
export type CampaignToSign = {
  slug: string;
  title: string;
  textId: string;
  language: string;
  target: string;
  summary: string;
  signatures: number;
  goal: number;
  /** What staff wrote for the form, in the language of the page; without it the form has the program's own wording. */
  wording: { id: string; texts: Partial<SigningTexts["consent"]> } | null;
  /** After how many days from the delivery the name is deleted; null is never. */
  keptDays: number | null;
};

/** A dialog to open for a call-out. */
export type DialogRequest = { campaign: CampaignToSign; callout: string };

export type Signing = {
  texts: SigningTexts;
  countries: [code: string, name: string][];
  locale: string;
  /** The article on this page, if it is one. */
  article?: string;
  /** Share texts that staff wrote, by campaign slug. */
  staffTexts?: Record<string, StaffTexts>;
  /** Whether the form without JavaScript opens a new tab, so that the page that embeds it stays open. */
  opensTab?: true;
  /** Why nobody can sign at the moment. Those who have signed can still confirm. */
  paused?: string;
  openDialog: (request: DialogRequest) => void;
};

export const SigningContext = createContext<Signing | null>(null);

/** Returns what all forms of this page share. */
export function useSigning(): Signing {
  const signing = useContext(SigningContext);
  if (!signing) throw new Error("useSigning requires a <SigningProvider>");
  return signing;
}
