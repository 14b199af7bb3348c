import { RadioOptions } from "@/app/_components/radio-options";
import { isolated } from "@/lib/direction";
import { nameTarget } from "@/lib/signatures/consent-wording";
import type { FieldState } from "./sign-field";
import type { SigningTexts } from "./signing-texts";

type DeliveryChoiceProps = Pick<FieldState, "values"> & {
  texts: SigningTexts;
  wording: string;
  target: string;
};

/** The choice of what the target of the petition receives: name and country, or only one more signature in the count. */
export function DeliveryChoice({ texts, wording, target, values = {} }: DeliveryChoiceProps) {
  const options = [
    ["name", nameTarget(wording, isolated(target))],
    ["count", texts.deliverCount],
  ] as const;
  return (
    <fieldset className="field">
      <legend className="field-label">{texts.deliver}</legend>
      <RadioOptions name="deliver" options={options} chosen={values.deliver === "count" ? "count" : "name"} />
    </fieldset>
  );
}
