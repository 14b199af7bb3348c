import type { ReactNode } from "react";

type FieldName = "name" | "email" | "country" | "comment" | "display" | "shownName";
export type FieldTexts = Partial<Record<string, string>>;

export type FieldState = {
  /** The prefix of element ids, different for each form of a page. */
  id: string;
  values?: FieldTexts;
  errors?: FieldTexts;
};

/** Returns the attributes of an input, which link it to its hint and its error. */
export function inputProps(field: FieldName, { id, values = {}, errors = {} }: FieldState, hint?: string) {
  const descriptions = [hint && `${id}-${field}-hint`, errors[field] && `${id}-${field}-error`];
  return {
    id: `${id}-${field}`,
    name: field,
    dir: "auto",
    defaultValue: values[field],
    "aria-invalid": errors[field] ? true : undefined,
    "aria-describedby": descriptions.filter(Boolean).join(" ") || undefined,
  };
}

type FieldProps = FieldState & { field: FieldName; label: string; hint?: string; children: ReactNode };

/** A labelled field with its hint and its error. */
export function Field({ id, field, label, hint, errors = {}, children }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={`${id}-${field}`}>{label}</label>
      {hint && (
        <span className="field-hint" id={`${id}-${field}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {errors[field] && (
        <span className="field-error" id={`${id}-${field}-error`}>
          {errors[field]}
        </span>
      )}
    </div>
  );
}
