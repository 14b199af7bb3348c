"use client";

import { useState, useSyncExternalStore } from "react";

type MomentFieldProps = {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  /** ISO 8601, or null for none. */
  value: string | null;
};

const never = () => () => {};
const MINUTE_MS = 60_000;

/**
 * A day and a time, typed in the zone of whoever types and sent as ISO 8601 under `name`; empty for none. Without scripts
 * what is typed is sent as it is: `2026-11-25T18:00`, to be read as UTC.
 */
export function MomentField({ name, label, hint, error, value }: MomentFieldProps) {
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [typed, type] = useState<string | null>(null);
  const shown = typed ?? (value ? asTyped(new Date(value), isHere) : "");
  const moment = shown && !Number.isNaN(Date.parse(shown)) ? new Date(shown).toISOString() : "";
  return (
    <div className="field content-start">
      <label htmlFor={name}>{label}</label>
      <input
        className="input"
        id={name}
        type="datetime-local"
        name={isHere ? undefined : name}
        value={shown}
        onChange={(event) => type(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${name}-note` : undefined}
      />
      {isHere && <input type="hidden" name={name} value={moment} />}
      {(error ?? hint) && (
        <p id={`${name}-note`} className={error ? "field-error" : "field-hint"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

function asTyped(time: Date, isHere: boolean): string {
  const shift = isHere ? time.getTimezoneOffset() * MINUTE_MS : 0;
  return new Date(time.getTime() - shift).toISOString().slice(0, 16);
}
