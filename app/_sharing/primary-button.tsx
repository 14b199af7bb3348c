"use client";

import { useSyncExternalStore } from "react";
import type { SharingTexts } from "./share-panel-texts";
import type { ShareState } from "./use-share";

type PrimaryButtonProps = { passing: ShareState; texts: SharingTexts; className: string };

/** The one button: the device's own share sheet, else the clipboard. */
export function PrimaryButton({ passing, texts, className }: PrimaryButtonProps) {
  const hasSheet = useShareSheet();
  return (
    <button
      type="button"
      className={`${className} needs-script`}
      aria-disabled={passing.busy || undefined}
      onClick={hasSheet ? passing.share : passing.copy}
    >
      {passing.busy ? texts.making : hasSheet ? texts.share : texts.copy}
    </button>
  );
}

const never = () => () => {};

/** Whether the device has a share sheet. The server takes it that it has, as most readers' phones do. */
export function useShareSheet(): boolean {
  return useSyncExternalStore(
    never,
    () => "share" in navigator,
    () => true,
  );
}
