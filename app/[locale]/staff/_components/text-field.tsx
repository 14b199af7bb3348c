"use client";

import { useContext, useId } from "react";
import { FormState } from "./action-form";

type TextFieldProps = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  /** The initial number of lines. Omitted for a single-line field. */
  rows?: number;
  lang?: string;
  inputMode?: "numeric";
  maxLength?: number;
};

/** A labelled field of an `ActionForm`, with its hint or error. */
export function TextField({ name, label, hint, value, rows, ...more }: TextFieldProps) {
  const { errors } = useContext(FormState);
  const id = useId();
  const error = errors[name]?.[0];
  const field = {
    ...more,
    id,
    name,
    defaultValue: value,
    className: "input",
    dir: "auto",
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error || hint ? `${id}-note` : undefined,
  };
  return (
    <div className="field content-start">
      <label htmlFor={id}>{label}</label>
      {rows ? <textarea {...field} rows={rows} /> : <input {...field} />}
      {(error ?? hint) && (
        <p id={`${id}-note`} className={error ? "field-error" : "field-hint"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
