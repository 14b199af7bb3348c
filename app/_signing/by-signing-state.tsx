"use client";

import type { ReactNode } from "react";
import type { SigningState } from "./signing-state";
import { useSigningState } from "./use-signing-state";

type BySigningStateProps = { campaign: string } & Record<SigningState["step"], ReactNode>;

/** Text that follows how far this browser's reader is with a campaign. Pages are rendered with `open`. */
export function BySigningState({ campaign, ...texts }: BySigningStateProps) {
  return texts[useSigningState(campaign).step];
}

/** What is shown until this browser's reader has signed: the thanks say it after that. */
export function UntilSigned({ campaign, children }: { campaign: string; children: ReactNode }) {
  return useSigningState(campaign).step !== "signed" && children;
}
