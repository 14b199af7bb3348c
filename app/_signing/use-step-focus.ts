"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { subscribeToSigning } from "./signing-state";

/** The element of each step that takes the focus when the step replaces another. */
const STEP_START = "[data-step-start]";
/** The main button of a step, which should be in view, too. */
const STEP_ACT = "[data-step-act]";

/**
 * Moves the focus to a new step if the reader caused it here, or had the focus inside the step that it replaces. A reader
 * elsewhere on the page is not disturbed. Returns `focusNext`: call it right before the state changes, with a selector unless the
 * start of the step should get the focus.
 */
export function useStepFocus(container: RefObject<HTMLElement | null>, { campaign, step }: Step) {
  const next = useRef<string | null>(null);
  const shown = useRef(step);
  useEffect(
    () =>
      subscribeToSigning(campaign, () => {
        if (container.current?.contains(document.activeElement)) next.current ??= STEP_START;
      }),
    [campaign, container],
  );
  useLayoutEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    if (next.current) {
      container.current?.querySelector<HTMLElement>(next.current)?.focus();
      container.current?.querySelector(STEP_ACT)?.scrollIntoView({ block: "nearest" });
    }
    next.current = null;
  }, [container, step]);
  return (selector: string = STEP_START) => {
    next.current = selector;
  };
}

type Step = { campaign: string; step: string };
