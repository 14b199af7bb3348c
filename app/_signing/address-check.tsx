"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { suggestAddress } from "@/lib/supporters/suggest-address";
import { AddressChoice } from "./address-choice";
import { useSigning } from "./signing-context";

type Form = RefObject<HTMLFormElement | null>;

/**
 * Asks about a mistyped address: "Did you mean ada@gmail.com?" The first attempt to sign with such an address moves the focus to
 * the question instead; an answer signs, and so does signing again.
 */
export function AddressCheck({ form }: { form: Form }) {
  const { texts } = useSigning();
  const { suggestion, question, answer } = useSuggestion(form);
  return (
    <div role="status" className="empty:hidden">
      {suggestion && (
        <AddressChoice ref={question} question={texts.didYouMean.replace("{address}", suggestion)}>
          <button type="button" className="button button-quiet" onClick={() => answer(suggestion)}>
            {texts.useIt}
          </button>
          <button type="button" className="button button-quiet" onClick={() => answer(null)}>
            {texts.keepIt}
          </button>
        </AddressChoice>
      )}
    </div>
  );
}

function useSuggestion(form: Form) {
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const question = useRef<HTMLFieldSetElement>(null);
  /** The address that was asked about when the form was to be sent. Asking twice would keep someone from signing. */
  const asked = useRef<string | null>(null);
  const isSigning = useRef(false);
  const afterPress = useAfterPress();

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const typed = () => addressField(element)?.value ?? "";
    const suggest = ({ target }: Event) => {
      if (target === addressField(element)) afterPress(() => setSuggestion(suggestAddress(typed())));
    };
    function ask(event: Event) {
      const found = asked.current === typed() ? null : suggestAddress(typed());
      asked.current = typed();
      isSigning.current = found !== null;
      setSuggestion(found);
      if (!found) return;
      event.preventDefault();
      event.stopPropagation();
      requestAnimationFrame(() => question.current?.focus());
    }
    element.addEventListener("change", suggest);
    element.addEventListener("submit", ask, { capture: true });
    return () => {
      element.removeEventListener("change", suggest);
      element.removeEventListener("submit", ask, { capture: true });
    };
  }, [form, afterPress]);

  /** Takes the suggested address, or null to keep the typed one. Goes on with signing if that was interrupted. */
  function answer(address: string | null) {
    const field = form.current && addressField(form.current);
    if (!field) return;
    if (address) field.value = address;
    if (address) field.dispatchEvent(new Event("input", { bubbles: true }));
    asked.current = field.value;
    setSuggestion(null);
    if (isSigning.current) form.current?.requestSubmit();
    else field.focus();
    isSigning.current = false;
  }

  return { suggestion, question, answer };
}

/**
 * Calls back once no pointer is down. A press on what stands below the field leaves the field first: were the question shown at
 * once, it would move the pressed button away before the click.
 */
function useAfterPress() {
  const isDown = useRef(false);
  const waiting = useRef<(() => void) | null>(null);
  useEffect(() => {
    const down = () => {
      isDown.current = true;
    };
    const up = () => {
      isDown.current = false;
      const next = waiting.current;
      waiting.current = null;
      if (next) setTimeout(next); // after the click
    };
    const options = { capture: true };
    window.addEventListener("pointerdown", down, options);
    for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, up, options);
    return () => {
      window.removeEventListener("pointerdown", down, options);
      for (const type of ["pointerup", "pointercancel"]) window.removeEventListener(type, up, options);
    };
  }, []);
  return useCallback((next: () => void) => {
    if (isDown.current) waiting.current = next;
    else next();
  }, []);
}

function addressField(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('input[name="email"]');
}
