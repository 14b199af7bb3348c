"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

type DialogProps = { title: string; cancel: string; onClose: () => void; children: ReactNode };

/** A modal dialog. Escape closes it, and the focus returns to where it was. */
export function Dialog({ title, cancel, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (dialog.current?.open) return;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={heading} onClose={onClose}>
      <div className="flex items-start justify-between gap-4">
        <h2 id={heading} className="text-2xl font-medium" dir="auto">
          {title}
        </h2>
        <button
          type="button"
          className="button button-quiet shrink-0"
          onClick={() => dialog.current?.close()}
        >
          {cancel}
        </button>
      </div>
      {children}
    </dialog>
  );
}
