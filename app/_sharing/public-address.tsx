"use client";

import { useEffect } from "react";

/** Replaces the address of a personal page in the address bar, because people share what they see there. */
export function PublicAddress({ path }: { path: string }) {
  useEffect(() => window.history.replaceState(null, "", path), [path]);
  return null;
}
