import type { Ref } from "react";

type CodeFieldProps = {
  id: string;
  texts: { code: string; codeHint: string };
  fault?: string;
  ref?: Ref<HTMLInputElement>;
};

/** Where the six digits of the mail are typed. */
export function CodeField({ id, texts, fault, ref }: CodeFieldProps) {
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
        aria-invalid={fault ? true : undefined}
        aria-describedby={`${id}-code-hint ${id}-code-error`}
      />
      <span className="field-error" id={`${id}-code-error`} role="alert">
        {fault}
      </span>
    </div>
  );
}
