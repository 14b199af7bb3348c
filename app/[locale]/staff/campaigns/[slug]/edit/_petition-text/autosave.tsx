"use client";

import { useContext, useEffect, useRef } from "react";
import { FormState } from "@/app/[locale]/staff/_components/action-form";

const SAVE_AFTER_MS = 2_000;

/** Saves the surrounding form after a pause in typing. Without scripts the form has a button. */
export function Autosave({ text }: { text: string }) {
  const element = useRef<HTMLParagraphElement>(null);
  const { isPending } = useContext(FormState);
  const pending = useRef(isPending);
  pending.current = isPending;
  useEffect(() => {
    const form = element.current?.closest("form");
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      timer = undefined;
      if (pending.current) timer = setTimeout(save, SAVE_AFTER_MS);
      else form.requestSubmit(form.querySelector<HTMLButtonElement>('[value="save"]'));
    };
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(save, SAVE_AFTER_MS);
    };
    // The button submits the form itself.
    const cancel = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    form.addEventListener("input", restart);
    form.addEventListener("submit", cancel);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", restart);
      form.removeEventListener("submit", cancel);
    };
  }, []);
  return (
    <p ref={element} className="needs-script text-sm text-soft">
      {text}
    </p>
  );
}
