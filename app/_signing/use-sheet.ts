"use client";

import { type RefObject, useEffect, useRef } from "react";
import { focusFirst } from "./sign-in-place";

const MARK = "groundswellSheet";

/** The sheet that the current entry of the history stands for: `campaign call-out`, or null. */
export function markedSheet(): string | null {
  const state: unknown = history.state;
  const mark = typeof state === "object" && state !== null && MARK in state ? state[MARK] : null;
  return typeof mark === "string" ? mark : null;
}

type SheetOptions = { sheet: string; opened: number; opener: HTMLElement | null };

/**
 * Opens a dialog as an entry of the history: Back closes it instead of leaving the page, and a reload opens it again. Returns the
 * handlers of the dialog. Pass a higher `opened` to open it again.
 */
export function useSheet(
  dialog: RefObject<HTMLDialogElement | null>,
  { sheet, opened, opener }: SheetOptions,
) {
  /** Whether we went back in the history and the browser has not arrived yet. */
  const isLeaving = useRef(false);

  useEffect(() => {
    if (opened === 0 || !dialog.current || dialog.current.open) return;
    show(dialog.current);
    if (!isLeaving.current && markedSheet() !== sheet) mark(sheet);
  }, [dialog, opened, sheet]);

  useEffect(() => {
    function onPopState() {
      const wasLeaving = isLeaving.current;
      isLeaving.current = false;
      if (!dialog.current) return;
      if (markedSheet() === sheet) return dialog.current.open || show(dialog.current);
      // Opened again before the browser had arrived.
      if (wasLeaving && dialog.current.open) mark(sheet);
      else dialog.current.close();
    }
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, [dialog, sheet]);

  function onClose() {
    // The browser returns the focus to what had it, which may be nothing: Safari focuses no links on a click.
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    if (markedSheet() !== sheet || isLeaving.current) return;
    isLeaving.current = true;
    history.back();
  }

  return { onClose, ...closeOnBackdrop(dialog) };
}

function show(dialog: HTMLDialogElement) {
  dialog.showModal();
  focusFirst(dialog);
}

function mark(sheet: string) {
  history.pushState({ ...history.state, [MARK]: sheet }, "");
}

/** Closes a dialog by a press that begins and ends on its backdrop; marking text that ends there does not count. */
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
