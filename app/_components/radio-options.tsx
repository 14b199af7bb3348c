type RadioOptionsProps = {
  name: string;
  options: readonly (readonly [value: string, label: string])[];
  chosen: string | undefined;
};

/** The options of a choice as radio buttons, for a fieldset whose legend names the choice. */
export function RadioOptions({ name, options, chosen }: RadioOptionsProps) {
  return (
    <div className="grid content-start gap-2">
      {options.map(([value, label]) => (
        <label key={value} className="tick">
          <input className="check" type="radio" name={name} value={value} defaultChecked={value === chosen} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}
