"use client";

import { type RefObject, useEffect, useRef } from "react";
import { focusFirst, focusOpener, markedSheet, markSheet } from "./sheet";

type SheetOptions = { sheet: string; opened: number };

/**
 * Opens a dialog with a history entry of its own: Back closes it instead of leaving the page, and a reload opens it again.
 * Returns the handlers of the dialog. Pass a higher `opened` to open it again.
 */
export function useSheet(dialog: RefObject<HTMLDialogElement | null>, { sheet, opened }: SheetOptions) {
  /** Whether `history.back()` was called and `popstate` has not fired yet. */
  const isLeaving = useRef(false);

  useEffect(() => {
    if (opened === 0 || !dialog.current || dialog.current.open) return;
    show(dialog.current);
    if (!isLeaving.current && markedSheet()?.name !== sheet) markSheet(sheet);
  }, [dialog, opened, sheet]);

  useEffect(() => {
    function onPopState() {
      const wasLeaving = isLeaving.current;
      isLeaving.current = false;
      if (!dialog.current) return;
      if (markedSheet()?.name === sheet) return dialog.current.open || show(dialog.current);
      // Opened again before `popstate` fired.
      if (wasLeaving && dialog.current.open) markSheet(sheet);
      else dialog.current.close();
    }
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, [dialog, sheet]);

  function onClose() {
    focusOpener(sheet);
    if (markedSheet()?.name !== sheet || isLeaving.current) return;
    isLeaving.current = true;
    history.back();
  }

  return { onClose, ...closeOnBackdrop(dialog) };
}

function show(dialog: HTMLDialogElement) {
  dialog.showModal();
  focusFirst(dialog);
}

/** Closes a dialog by a press that begins and ends on its backdrop. Selecting text that ends there does not close it. */
function closeOnBackdrop(dialog: RefObject<HTMLDialogElement | null>) {
  let beganOutside = false;
  const isOutside = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const box = dialog.current?.getBoundingClientRect();
    return box
      ? clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom
      : false;
  };
  return {
    onPointerDown: (event: React.PointerEvent) => {
      beganOutside = event.target === dialog.current && isOutside(event);
    },
    onClick: (event: React.MouseEvent) => {
      if (beganOutside && event.detail > 0 && isOutside(event)) dialog.current?.close();
      beganOutside = false;
    },
  };
}
