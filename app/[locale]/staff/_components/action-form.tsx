"use client";

import {
  createContext,
  type ReactNode,
  useActionState,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { submitWithoutReset } from "./submit-without-reset";

/** The result of a staff action: done, with an optional undo; or refused, with the reason and the invalid fields. */
export type ActionResult =
  | { outcome: "idle" }
  | { outcome: "done"; message: string; undo?: { label: string; fields: Record<string, string> } }
  | { outcome: "refused"; message: string; errors?: Record<string, string[]> };

export type StaffAction = (previous: ActionResult, form: FormData) => Promise<ActionResult>;

type ActionFormProps = {
  action: StaffAction;
  /** Undoes `action`. It gets the fields that the result of `action` contains. */
  undo?: StaffAction;
  className?: string;
  /** The text of the button. Omitted if the children contain the buttons. */
  submit?: string;
  submitClassName?: string;
  /** Whether to clear the fields after success. */
  resetsWhenDone?: boolean;
  children?: ReactNode;
};

/** The state of the form, for the fields in it. */
export const FormState = createContext<{ errors: Record<string, string[]>; isPending: boolean }>({
  errors: {},
  isPending: false,
});

const IDLE: ActionResult = { outcome: "idle" };

/**
 * A form for a staff action. It works without scripts. With scripts the page stays, a status says what happened and offers to
 * undo it, and a refusal moves the focus to the first invalid field.
 */
export function ActionForm({ action, undo, className, submit, submitClassName, ...more }: ActionFormProps) {
  const { resetsWhenDone, children } = more;
  const [result, send, isPending] = useActionState(action, IDLE);
  const [undone, setUndone] = useState<ActionResult | null>(null);
  const form = useFormAfter(result, resetsWhenDone);
  const errors = (result.outcome === "refused" && result.errors) || {};
  const isSilent = result.outcome === "idle" || result === undone;
  return (
    <div className={className}>
      <form ref={form} action={send} onSubmit={submitWithoutReset(send, isPending)} className="grid gap-4">
        <FormState value={{ errors, isPending }}>{children}</FormState>
        {submit && (
          <button
            type="submit"
            className={submitClassName ?? "button button-act justify-self-start"}
            aria-disabled={isPending || undefined}
          >
            {submit}
          </button>
        )}
        <p
          role="status"
          className={result.outcome === "refused" ? "field-error" : "text-sm text-soft empty:hidden"}
        >
          {isSilent ? "" : result.message}
        </p>
      </form>
      {undo && result.outcome === "done" && result.undo && (
        <UndoForm
          key={JSON.stringify(result.undo.fields)}
          undo={undo}
          onDone={() => setUndone(result)}
          {...result.undo}
        />
      )}
    </div>
  );
}

/** Returns the ref of the form. After each result it clears the form or focuses the first invalid field. */
function useFormAfter(result: ActionResult, resetsWhenDone = false) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (result.outcome === "done" && resetsWhenDone) form.current?.reset();
    if (result.outcome === "refused" && result.errors)
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [result, resetsWhenDone]);
  return form;
}

type UndoFormProps = {
  undo: StaffAction;
  onDone: () => void;
  label: string;
  fields: Record<string, string>;
};

function UndoForm({ undo, onDone, label, fields }: UndoFormProps) {
  const [result, send, isPending] = useActionState(undo, IDLE);
  const isDone = result.outcome === "done";
  const reportDone = useEffectEvent(onDone);
  useEffect(() => {
    if (isDone) reportDone();
  }, [isDone]);
  return (
    <form action={send} className="mt-2 flex flex-wrap items-center gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {!isDone && (
        <button type="submit" className="link-button" aria-disabled={isPending || undefined}>
          {label}
        </button>
      )}
      <span role="status" className="text-sm text-soft">
        {result.outcome === "idle" ? "" : result.message}
      </span>
    </form>
  );
}
