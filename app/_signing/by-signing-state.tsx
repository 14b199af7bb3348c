"use client";

import type { ReactNode } from "react";
import type { SigningState } from "./signing-state";
import { useSigningState } from "./use-signing-state";

type BySigningStateProps = { campaign: string } & Record<SigningState["step"], ReactNode>;

/** Shows the text for the signing state of this browser. The server renders `open`. */
export function BySigningState({ campaign, ...texts }: BySigningStateProps) {
  return texts[useSigningState(campaign).step];
}

/** Shows its children until the reader has signed. The thanks contain a share panel of their own. */
export function UntilSigned({ campaign, children }: { campaign: string; children: ReactNode }) {
  return useSigningState(campaign).step !== "signed" && children;
}
