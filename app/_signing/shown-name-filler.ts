"use client";

import { type RefObject, useEffect } from "react";
import { firstNameOf } from "@/lib/signatures/first-name";

/** Fills in the short form of the name that will be shown, as long as the signer has not changed it. Renders nothing. */
export function ShownNameFiller({ form }: { form: RefObject<HTMLFormElement | null> }) {
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    let filledIn = "";
    function fill({ target }: Event) {
      const [name, shown] = ["name", "shownName"].map((one) =>
        element?.querySelector<HTMLInputElement>(`input[name="${one}"]`),
      );
      if (!name || !shown || target !== name || ![filledIn, ""].includes(shown.value)) return;
      filledIn = firstNameOf(name.value) ?? "";
      shown.value = filledIn;
    }
    element.addEventListener("input", fill);
    return () => element.removeEventListener("input", fill);
  }, [form]);
  return null;
}
