"use client";

import { type RefObject, useEffect, useState } from "react";
import { useSigning } from "./signing-context";

/** "Did you mean ada@gmail.com?", once the address of a form has been typed. */
export function AddressCheck({ form }: { form: RefObject<HTMLFormElement | null> }) {
  const { texts } = useSigning();
  const [likely, setLikely] = useState<string | null>(null);

  useEffect(() => {
    const field = addressField(form.current);
    if (!field) return;
    const check = async () => {
      const { suggestAddress } = await import("@/lib/supporters/suggest-address");
      setLikely(field.value ? suggestAddress(field.value) : null);
    };
    field.addEventListener("change", check);
    return () => field.removeEventListener("change", check);
  }, [form]);

  function take() {
    const field = addressField(form.current);
    if (!field || !likely) return;
    field.value = likely;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    setLikely(null);
  }

  return (
    <span role="status" className="empty:hidden">
      {likely && (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-2 py-1">
          {texts.didYouMean.replace("{address}", likely)}
          <button type="button" className="button button-quiet" onClick={take}>
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
