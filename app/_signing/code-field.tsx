import type { Ref } from "react";

type CodeFieldProps = {
  id: string;
  texts: { code: string; codeHint: string };
  error?: string;
  ref?: Ref<HTMLInputElement>;
};

/** The field for the six-digit code from the mail. */
export function CodeField({ id, texts, error, ref }: CodeFieldProps) {
  return (
    <div className="field">
      <label htmlFor={`${id}-code`}>{texts.code}</label>
      <span className="field-hint" id={`${id}-code-hint`}>
        {texts.codeHint}
      </span>
      <input
        ref={ref}
        id={`${id}-code`}
        className="input code-input"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={11}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-code-hint ${id}-code-error`}
      />
      <span className="field-error" id={`${id}-code-error`} role="alert">
        {error}
      </span>
    </div>
  );
}
