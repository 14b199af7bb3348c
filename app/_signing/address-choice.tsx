import type { ReactNode, Ref } from "react";

type AddressChoiceProps = { question: string; children: ReactNode; ref?: Ref<HTMLFieldSetElement> };

/** The question about a mistyped address with its two answers, beside the field. It can take the focus. */
export function AddressChoice({ question, children, ref }: AddressChoiceProps) {
  return (
    <fieldset ref={ref} tabIndex={-1} className="address-choice">
      <legend>{question}</legend>
      {children}
    </fieldset>
  );
}
