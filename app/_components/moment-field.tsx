"use client";

import { useState } from "react";
import { useIsHydrated } from "./is-hydrated";

type MomentFieldProps = {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  /** ISO 8601, or null for none. */
  value: string | null;
};

const MINUTE_MS = 60_000;

/**
 * A field for a date and time in the user's time zone, which it names, sent as ISO 8601 under `name`; empty for none. Without
 * JavaScript the input is sent unchanged (`2026-11-25T18:00`) and means UTC.
 */
export function MomentField({ name, label, hint, error, value }: MomentFieldProps) {
  const isHydrated = useIsHydrated();
  const [input, setInput] = useState<string | null>(null);
  const shown = input ?? (value ? toInputValue(new Date(value), isHydrated) : "");
  const moment = shown && !Number.isNaN(Date.parse(shown)) ? new Date(shown).toISOString() : "";
  return (
    <div className="field content-start">
      <label htmlFor={name}>{label}</label>
      <input
        className="input"
        id={name}
        type="datetime-local"
        name={isHydrated ? undefined : name}
        value={shown}
        onChange={(event) => setInput(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${name}-zone ${name}-note` : `${name}-zone`}
      />
      <span id={`${name}-zone`} className="field-hint">
        {isHydrated ? nameOfZone(moment ? new Date(moment) : new Date()) : "UTC"}
      </span>
      {isHydrated && <input type="hidden" name={name} value={moment} />}
      {(error ?? hint) && (
        <p id={`${name}-note`} className={error ? "field-error" : "field-hint"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** The user's time zone at a time, as people and tables of zones write it: `America/Mexico_City, UTC-06:00`. */
function nameOfZone(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const twoDigits = (number: number) => String(Math.floor(number)).padStart(2, "0");
  const offset = `${twoDigits(Math.abs(minutes) / 60)}:${twoDigits(Math.abs(minutes) % 60)}`;
  return `${Intl.DateTimeFormat().resolvedOptions().timeZone}, UTC${minutes < 0 ? "-" : "+"}${offset}`;
}

function toInputValue(time: Date, isHydrated: boolean): string {
  const offsetMs = isHydrated ? time.getTimezoneOffset() * MINUTE_MS : 0;
  return new Date(time.getTime() - offsetMs).toISOString().slice(0, 16);
}
