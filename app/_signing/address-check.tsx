"use client";

import { type RefObject, useEffect, useState } from "react";
import { useSigning } from "./signing-context";

/** Suggests a correction for a mistyped address: "Did you mean ada@gmail.com?" */
export function AddressCheck({ form }: { form: RefObject<HTMLFormElement | null> }) {
  const { texts } = useSigning();
  const [suggestion, setSuggestion] = useState<string | null>(null);

  useEffect(() => {
    const field = addressField(form.current);
    if (!field) return;
    const check = async () => {
      const { suggestAddress } = await import("@/lib/supporters/suggest-address");
      setSuggestion(field.value ? suggestAddress(field.value) : null);
    };
    field.addEventListener("change", check);
    return () => field.removeEventListener("change", check);
  }, [form]);

  function accept() {
    const field = addressField(form.current);
    if (!field || !suggestion) return;
    field.value = suggestion;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    setSuggestion(null);
  }

  return (
    <span role="status" className="empty:hidden">
      {suggestion && (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-2 py-1">
          {texts.didYouMean.replace("{address}", suggestion)}
          <button type="button" className="button button-quiet" onClick={accept}>
            {texts.useIt}
          </button>
        </span>
      )}
    </span>
  );
}

function addressField(form: HTMLFormElement | null): HTMLInputElement | null {
  return form?.querySelector<HTMLInputElement>('input[name="email"]') ?? null;
}
