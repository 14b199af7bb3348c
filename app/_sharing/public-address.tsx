"use client";

import { useEffect } from "react";

/** People pass on what stands in the address bar, so a personal page puts its campaign's address there. */
export function PublicAddress({ path }: { path: string }) {
  useEffect(() => window.history.replaceState(null, "", path), [path]);
  return null;
}
