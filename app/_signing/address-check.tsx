"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
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

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const typed = () => addressField(element)?.value ?? "";
    function suggest({ target }: Event) {
      // A press on the button must not move it away; the question follows when the form is sent.
      const isPressed = element?.querySelector('[type="submit"]')?.matches(":active");
      if (element && target === addressField(element) && !isPressed) setSuggestion(suggestAddress(typed()));
    }
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
  }, [form]);

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

function addressField(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('input[name="email"]');
}
