"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { suggestAddress } from "@/lib/supporters/suggest-address";
import { AddressChoice } from "./address-choice";
import { useSigning } from "./signing-context";

type Form = RefObject<HTMLFormElement | null>;

/**
 * Asks about a mistyped address: "Did you mean ada@gmail.com?" The first press of Sign with such an address sends nothing, and
 * moves the focus to the question. An answer, or a second press of Sign, sends the form.
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
  /** The address whose question has stopped the form. It is not questioned again, so that nobody is kept from signing. */
  const questionedAddress = useRef<string | null>(null);
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
      const found = questionedAddress.current === typed() ? null : suggestAddress(typed());
      questionedAddress.current = typed();
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

  /** Fills in the suggested address; null keeps the typed one. Sends the form if the question had stopped it. */
  function answer(address: string | null) {
    const field = form.current && addressField(form.current);
    if (!field) return;
    if (address) field.value = address;
    if (address) field.dispatchEvent(new Event("input", { bubbles: true }));
    questionedAddress.current = field.value;
    setSuggestion(null);
    if (isSigning.current) form.current?.requestSubmit();
    else field.focus();
    isSigning.current = false;
  }

  return { suggestion, question, answer };
}

/**
 * Returns a function that calls back as soon as no pointer is down. A press on a button below the field fires the field's
 * `change` before the `click`: a question shown in between would push the button away from the pointer.
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
