import type { ReactNode } from "react";
import type { SigningTexts } from "./signing-texts";

type FieldName = "name" | "email" | "country" | "comment" | "display" | "updates";
export type FieldTexts = Partial<Record<string, string>>;

type SignFieldsProps = {
  texts: SigningTexts;
  countries: [code: string, name: string][];
  /** The prefix of element ids, different for each form of a page. */
  id: string;
  values?: FieldTexts;
  errors?: FieldTexts;
  /** Shown under the address: "Did you mean …?" */
  suggestion?: ReactNode;
};

/** The fields of the form. Without state, so that route handlers can render them, too. */
export function SignFields({ texts, countries, id, values = {}, errors = {}, suggestion }: SignFieldsProps) {
  const hasOptionalInput =
    errors.comment || errors.display || values.comment || (values.display && values.display !== "anonymous");
  const described = (field: FieldName, hint?: string) => ({
    id: `${id}-${field}`,
    name: field,
    defaultValue: values[field],
    "aria-invalid": errors[field] ? true : undefined,
    "aria-describedby":
      [hint && `${id}-${field}-hint`, errors[field] && `${id}-${field}-error`].filter(Boolean).join(" ") ||
      undefined,
  });
  return (
    <>
      <Field id={id} field="name" label={texts.name} error={errors.name}>
        <input
          className="input"
          type="text"
          autoComplete="name"
          required
          maxLength={100}
          {...described("name")}
        />
      </Field>
      <Field id={id} field="email" label={texts.email} hint={texts.emailHint} error={errors.email}>
        <input
          className="input"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={254}
          {...described("email", texts.emailHint)}
        />
        {suggestion}
      </Field>
      <Field id={id} field="country" label={`${texts.country} (${texts.optional})`} error={errors.country}>
        <select className="input" autoComplete="country" {...described("country")}>
          <option value="">{texts.countryNone}</option>
          {countries.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <details className="more-fields" open={Boolean(hasOptionalInput)}>
        <summary>{texts.more}</summary>
        <Field
          id={id}
          field="comment"
          label={`${texts.comment} (${texts.optional})`}
          hint={texts.commentHint}
          error={errors.comment}
        >
          <textarea
            className="input"
            rows={3}
            maxLength={1000}
            {...described("comment", texts.commentHint)}
          />
        </Field>
        <Field id={id} field="display" label={texts.display} error={errors.display}>
          <select className="input" {...described("display")} defaultValue={values.display ?? "anonymous"}>
            <option value="anonymous">{texts.displayAnonymous}</option>
            <option value="first">{texts.displayFirst}</option>
            <option value="full">{texts.displayFull}</option>
          </select>
        </Field>
      </details>
      <label className="tick">
        <input
          className="check"
          type="checkbox"
          name="updates"
          value="on"
          defaultChecked={values.updates === "on"}
        />
        <span>{texts.consent.updates}</span>
      </label>
    </>
  );
}

type FieldProps = {
  id: string;
  field: FieldName;
  label: string;
  hint?: string;
  error?: string;
  children: ReactNode;
};

function Field({ id, field, label, hint, error, children }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={`${id}-${field}`}>{label}</label>
      {hint && (
        <span className="field-hint" id={`${id}-${field}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {error && (
        <span className="field-error" id={`${id}-${field}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
