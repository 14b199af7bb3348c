"use client";

import { useSyncExternalStore } from "react";
import { subscribeToNothing } from "@/app/_components/is-hydrated";
import type { SharingTexts } from "./share-panel-texts";
import type { ShareState } from "./use-share";

type PrimaryButtonProps = { sharing: ShareState; texts: SharingTexts; className: string };

/** The main share button: opens the device's share sheet, else copies the link. */
export function PrimaryButton({ sharing, texts, className }: PrimaryButtonProps) {
  const hasShareSheet = useShareSheet();
  return (
    <button
      type="button"
      className={`${className} needs-script`}
      aria-disabled={sharing.busy || undefined}
      onClick={hasShareSheet ? sharing.share : sharing.copy}
    >
      {sharing.busy ? texts.creating : hasShareSheet ? texts.share : texts.copy}
    </button>
  );
}

/** Whether the device has a share sheet. The server assumes that it has, as phones do. */
export function useShareSheet(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => "share" in navigator,
    () => true,
  );
}
