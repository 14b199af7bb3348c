"use client";

import { useContext, useEffect, useRef } from "react";
import { FormState } from "@/app/[locale]/staff/_components/action-form";

const SAVE_AFTER_MS = 2_000;

/** Saves the form that it stands in when its writer pauses or leaves a field. Without scripts there is the button. */
export function Autosave({ text }: { text: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  const { isPending } = useContext(FormState);
  const pending = useRef(isPending);
  pending.current = isPending;
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      timer = undefined;
      if (pending.current) timer = setTimeout(save, SAVE_AFTER_MS);
      else form.requestSubmit(form.querySelector<HTMLButtonElement>('[value="save"]'));
    };
    const typed = () => {
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_AFTER_MS);
    };
    // Pressing a button sends the form itself.
    const sent = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    form.addEventListener("input", typed);
    form.addEventListener("submit", sent);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", typed);
      form.removeEventListener("submit", sent);
    };
  }, []);
  return (
    <p ref={place} className="needs-script text-sm text-soft">
      {text}
    </p>
  );
}
