import type { Ref } from "react";
import type { Announced } from "@/app/_components/use-announced-error";

type CodeFieldProps = {
  id: string;
  texts: { code: string; codeHint: string };
  error?: string;
  /** For an error that appears while the page is open. Without it, the error came with the page. */
  announced?: Announced;
  ref?: Ref<HTMLInputElement>;
};

/** The field for the six-digit code from the mail. */
export function CodeField({ id, texts, error, announced, ref }: CodeFieldProps) {
  const isDescribed = error && (announced?.isDescribed ?? true);
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
        aria-describedby={isDescribed ? `${id}-code-hint ${id}-code-error` : `${id}-code-hint`}
        onBlur={announced?.onBlur}
      />
      <span className="field-error" id={`${id}-code-error`} role={announced && "alert"}>
        {error}
      </span>
    </div>
  );
}
