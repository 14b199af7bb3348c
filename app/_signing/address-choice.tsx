import type { ReactNode, Ref } from "react";

type AddressChoiceProps = {
  id: string;
  question: string;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
};

/** The question about a mistyped address with its two answers, beside the field. It can take the focus. */
export function AddressChoice({ id, question, children, ref }: AddressChoiceProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take the focus in every browser
    <div ref={ref} role="group" aria-labelledby={`${id}-question`} tabIndex={-1} className="address-choice">
      <p id={`${id}-question`} role="status">
        {question}
      </p>
      <div className="address-answers">{children}</div>
    </div>
  );
}
