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

/** What a staff action answers: that it is done, and how to take it back; or why it was refused, and at which fields. */
export type ActionResult =
  | { outcome: "idle" }
  | { outcome: "done"; message: string; undo?: { label: string; fields: Record<string, string> } }
  | { outcome: "refused"; message: string; errors?: Record<string, string[]> };

export type StaffAction = (earlier: ActionResult, form: FormData) => Promise<ActionResult>;

type ActionFormProps = {
  action: StaffAction;
  /** Takes back what `action` did, given the fields that its answer names. */
  undo?: StaffAction;
  className?: string;
  /** Left out where the form brings buttons of its own. */
  submit?: string;
  submitClassName?: string;
  /** Whether it stands empty for the next one after it was done. */
  empties?: boolean;
  children?: ReactNode;
};

/** What the fields of a form may want to know of it. */
export const FormState = createContext<{ errors: Record<string, string[]>; isPending: boolean }>({
  errors: {},
  isPending: false,
});

const IDLE: ActionResult = { outcome: "idle" };

/**
 * A form that a staff action answers. It works without scripts; with them it stays where it is, says what happened in a
 * polite status, and offers to take it back where that is possible. Refused, it leads to the first field to mend.
 */
export function ActionForm({ action, undo, className, submit, submitClassName, ...more }: ActionFormProps) {
  const { empties, children } = more;
  const [result, send, isPending] = useActionState(action, IDLE);
  const [takenBack, setTakenBack] = useState<ActionResult | null>(null);
  const form = useAnswered(result, empties);
  const errors = (result.outcome === "refused" && result.errors) || {};
  const isSilent = result.outcome === "idle" || result === takenBack;
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
          onDone={() => setTakenBack(result)}
          {...result.undo}
        />
      )}
    </div>
  );
}

/** The form that an answer came to: it leads to the first field to mend, or stands ready for the next one. */
function useAnswered(result: ActionResult, empties = false) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (result.outcome === "done" && empties) form.current?.reset();
    if (result.outcome === "refused" && result.errors)
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [result, empties]);
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
  const told = useEffectEvent(onDone);
  useEffect(() => {
    if (isDone) told();
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
