"use client";

import { useEffect } from "react";
import { CONFIRMED_FRAGMENT } from "@/lib/paths";
import { setSigned } from "./signing-state";

/**
 * Keeps in this browser that its reader has signed, on the page after confirming: every form and bar of the campaign says so
 * from now on, in open tabs too. A friend who was sent the address of the page has not signed.
 */
export function RememberSignature({ campaign, share }: { campaign: string; share: string | null }) {
  useEffect(() => {
    if (location.hash === CONFIRMED_FRAGMENT) setSigned(campaign, share);
  }, [campaign, share]);
  return null;
}
