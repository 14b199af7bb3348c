"use client";

import { useEffect } from "react";
import { setSigned } from "@/app/_signing/signing-state";
import { CONFIRMED_FRAGMENT } from "@/lib/paths";

/**
 * Sets the signing state to `signed`, in open tabs too, on the page after confirming. Only with the fragment that the
 * confirmation adds: without it, the reader may be a friend who was sent the address of the page.
 */
export function MarkSigned({ campaign, share }: { campaign: string; share: string | null }) {
  useEffect(() => {
    if (location.hash === CONFIRMED_FRAGMENT) setSigned(campaign, share);
  }, [campaign, share]);
  return null;
}
