import type { QueryTime } from "./dashboard";
import type { DrainMeasurement } from "./drain";
import type { ExportMeasurement } from "./export";
import type { SharingMeasurement } from "./sharing";
import type { WritesMeasurement } from "./writes";

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

const row = (label: string, value: string) => `  ${label.padEnd(44)} ${value.padStart(12)}`;

/** Formats the drain measurement as a table. */
export function formatDrain({ mails, seconds, perMinute, memory }: DrainMeasurement): string {
  const mb = (value: number) => `${Math.round(value)} MB`;
  return [
    "",
    row("Queued confirmation mails", mails.toLocaleString("en")),
    row("Sent by one worker, at 5 calls a second, in", `${Math.round(seconds)} s`),
    row("  … per minute", Math.round(perMinute).toLocaleString("en")),
    row("Memory of the worker, median", mb(memory.median)),
    row("  … minimum", mb(memory.min)),
    row("  … maximum", mb(memory.max)),
    row("  … growth from the start to the end", mb(memory.drift)),
    "",
  ].join("\n");
}

/** Returns the drain measurement as one line of JSON. */
export function drainJson({ mails, seconds, perMinute, memory }: DrainMeasurement): string {
  const { min, median, max, drift } = memory;
  return JSON.stringify({
    drain: {
      mails,
      seconds: rounded(seconds, 1),
      perMinute: rounded(perMinute, 0),
      workerMb: {
        min: rounded(min, 1),
        median: rounded(median, 1),
        max: rounded(max, 1),
        drift: rounded(drift, 1),
      },
    },
  });
}

/** Formats the export measurements as a table. */
export function formatExports(measured: ExportMeasurement[]): string {
  const line = (cells: string[]) =>
    `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(22) : cell.padStart(12))).join("")}`;
  const rows = measured.flatMap(({ format, rows: count, bytes, making, download }) =>
    [
      { name: `${format}, by the worker`, ...making },
      { name: `${format}, downloaded`, ...download },
    ].map(({ name, seconds, peakMb, driftMb }) =>
      line([
        name,
        String(count),
        (bytes / 1_000_000).toFixed(0),
        seconds.toFixed(1),
        (count / seconds).toFixed(0),
        peakMb.toFixed(0),
        driftMb.toFixed(0),
      ]),
    ),
  );
  return [line(["", "rows", "MB", "s", "rows/s", "peak RSS MB", "drift MB"]), ...rows].join("\n");
}

/** Returns the export measurements as one line of JSON. */
export function exportsJson(measured: ExportMeasurement[]): string {
  return JSON.stringify({ exports: measured });
}

/** Formats the query times of the dashboard as a table. */
export function formatDashboard(queries: QueryTime[]): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    "",
    ...queries.flatMap(({ query, firstMs, p50Ms, maxMs }) => [
      row(query, ms(p50Ms)),
      row("  … first run, and maximum of the others", `${ms(firstMs)}, ${ms(maxMs)}`),
    ]),
    "",
  ].join("\n");
}

/** Returns the query times of the dashboard as one line of JSON. */
export function dashboardJson(queries: QueryTime[]): string {
  return JSON.stringify({
    dashboard: Object.fromEntries(
      queries.map(({ query, firstMs, p50Ms, maxMs }) => [
        query,
        { firstMs: rounded(firstMs, 1), p50Ms: rounded(p50Ms, 1), maxMs: rounded(maxMs, 1) },
      ]),
    ),
  });
}

/** Formats the sharing measurement as a table. */
export function formatSharing(sharing: SharingMeasurement): string {
  const { redirect, bare, errors, withoutDatabase } = sharing;
  const times = ({ p50Ms, p99Ms }: typeof bare) => `${Math.round(p50Ms)} / ${Math.round(p99Ms)} ms`;
  return [
    "",
    row("A route that does nothing, median / 99 %", times(bare)),
    row("A share link, median / 99 %", times(redirect)),
    row("  … 99 %, relative to the route", `× ${(redirect.p99Ms / bare.p99Ms).toFixed(2)}`),
    row("Visits counted", `${sharing.visitsCounted} of ${sharing.visits}`),
    row("Signatures attributed", `${sharing.signaturesAttributed} of ${sharing.signatures}`),
    row("Errors: link, route, signing", `${errors.redirect}, ${errors.bare}, ${errors.signing}`),
    row("Redirected without a database", `${withoutDatabase.redirected} of ${withoutDatabase.visits}`),
    "",
    "  100 connections, ten rounds each of 1,000 requests while 20 people sign. The first response of a connection is not counted.",
    "",
  ].join("\n");
}

/** Returns the sharing measurement as one line of JSON. */
export function sharingJson(sharing: SharingMeasurement): string {
  return JSON.stringify({ sharing });
}

/** Formats the measurement of writes as a table. */
export function formatWrites(measured: WritesMeasurement): string {
  const rate = (perSecond: number) => `${Math.round(perSecond)} /s`;
  return [
    ...measured.flatMap(({ concurrent, raw, sign, confirm }) => [
      "",
      `  ${concurrent} at once`,
      row("  Inserts of the same rows, 99 % within", `${rate(raw.perSecond)}, ${raw.p99Ms.toFixed(1)} ms`),
      row("  Signing", `${rate(sign.perSecond)}, ${sign.p99Ms.toFixed(1)} ms`),
      row("  … relative to the inserts", `${Math.round((sign.perSecond / raw.perSecond) * 100)} %`),
      row("  Confirming", `${rate(confirm.perSecond)}, ${confirm.p99Ms.toFixed(1)} ms`),
    ]),
    "",
    "  Without HTTP. Load, driver and PostgreSQL share this machine; trust the ratios, not the rates.",
    "",
  ].join("\n");
}

/** Returns the measurement of writes as one line of JSON. */
export function writesJson(measured: WritesMeasurement): string {
  return JSON.stringify({ writes: measured });
}
