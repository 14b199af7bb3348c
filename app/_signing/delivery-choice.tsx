import { isolated } from "@/lib/direction";
import type { FieldState } from "./sign-field";
import type { SigningTexts } from "./signing-texts";

type DeliveryChoiceProps = Pick<FieldState, "values"> & { texts: SigningTexts; target: string };

/** The choice of what the target of the petition receives: the name and country, or a number only. */
export function DeliveryChoice({ texts, target, values = {} }: DeliveryChoiceProps) {
  const options = [
    ["name", texts.consent.delivery.replace("{target}", () => isolated(target))],
    ["count", texts.deliverCount],
  ] as const;
  return (
    <fieldset className="field">
      <legend className="field-label">{texts.deliver}</legend>
      <div className="grid gap-2">
        {options.map(([value, label]) => (
          <label key={value} className="tick">
            <input
              className="check"
              type="radio"
              name="deliver"
              value={value}
              defaultChecked={value === (values.deliver === "count" ? "count" : "name")}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
