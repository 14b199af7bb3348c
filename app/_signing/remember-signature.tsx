"use client";

import { useEffect } from "react";
import { CONFIRMED_FRAGMENT } from "@/lib/paths";
import { setSigned } from "./signing-state";

/**
 * Sets the signing state to `signed`, in open tabs too, on the page after confirming. Only with the fragment that the
 * confirmation adds: without it, the reader may be a friend who was sent the address of the page.
 */
export function RememberSignature({ campaign, share }: { campaign: string; share: string | null }) {
  useEffect(() => {
    if (location.hash === CONFIRMED_FRAGMENT) setSigned(campaign, share);
  }, [campaign, share]);
  return null;
}
