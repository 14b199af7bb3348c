/** A value of an export as nested terms and values, so that people can read what programs get. */
export function ExportedPerson({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === "") return <span>–</span>;
  if (value instanceof Date) return <time dateTime={value.toISOString()}>{value.toISOString()}</time>;
  if (Array.isArray(value)) {
    return (
      <ol>
        {value.map((one, place) => (
          // An export is rendered once.
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else identifies a value
          <li key={place}>
            <ExportedPerson value={one} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value !== "object") return <span dir="auto">{String(value)}</span>;
  return (
    <dl>
      {Object.entries(value).map(([key, one]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>
            <ExportedPerson value={one} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
