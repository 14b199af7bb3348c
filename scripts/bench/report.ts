import type { QueryTime } from "./dashboard";
import type { DrainMeasurement } from "./drain";
import type { ExportMeasurement } from "./export";
import type { SiteMeasurement } from "./measurements";
import type { SharingMeasurement } from "./sharing";

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

const row = (what: string, value: string) => `  ${what.padEnd(44)} ${value.padStart(12)}`;

/** For people. */
export function formatSite({ sign, article }: SiteMeasurement): string {
  const rate = (perSecond: number) => `${Math.round(perSecond)} /s`;
  return [
    "",
    row("A route that does nothing", rate(sign.basePerSecond)),
    row("Signing, all of its path", rate(sign.perSecond)),
    row("  … of the route that does nothing", `${Math.round(sign.ratio * 100)} %`),
    row("  … errors", String(sign.errors)),
    row(
      `  … at a steady ${Math.round(sign.open.perSecond)} /s, half within`,
      `${sign.open.p50Ms.toFixed(1)} ms`,
    ),
    row("  … and 99 of 100 within", `${sign.open.p99Ms.toFixed(1)} ms`),
    "",
    row("A static file as large as the article", rate(article.basePerSecond)),
    row("The article", rate(article.perSecond)),
    row("  … of the static file", `${Math.round(article.ratio * 100)} %`),
    "",
    "  Load and server share this machine; trust the ratios, not the rates. The worker is at rest.",
    "",
  ].join("\n");
}

/** For programs: one line. */
export function siteJson({ sign, article }: SiteMeasurement): string {
  return JSON.stringify({
    sign: {
      perSecond: rounded(sign.perSecond, 1),
      p99Ms: rounded(sign.open.p99Ms, 1),
      errors: sign.errors,
      ratioToBare: rounded(sign.ratio, 3),
    },
    article: { perSecond: rounded(article.perSecond, 1), ratioToStatic: rounded(article.ratio, 3) },
  });
}

/** The same of the mail: for people … */
export function formatDrain({ mails, seconds, perMinute, memory }: DrainMeasurement): string {
  const mb = (value: number) => `${Math.round(value)} MB`;
  return [
    "",
    row("Waiting confirmations", mails.toLocaleString("en")),
    row("Sent by one worker, at 5 calls a second, in", `${Math.round(seconds)} s`),
    row("  … a minute", Math.round(perMinute).toLocaleString("en")),
    row("The worker's memory, half of the time under", mb(memory.median)),
    row("  … at least", mb(memory.min)),
    row("  … at most", mb(memory.max)),
    row("  … more at the end than at the beginning", mb(memory.drift)),
    "",
  ].join("\n");
}

/** … and for programs. */
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

/** What taking all signatures out took, for people. */
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

/** The same for machines. */
export function exportsJson(measured: ExportMeasurement[]): string {
  return JSON.stringify({ takenOut: measured });
}

/** The queries of a campaign's room: for people … */
export function formatDashboard(queries: QueryTime[]): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    "",
    ...queries.flatMap(({ query, firstMs, p50Ms, mostMs }) => [
      row(query, ms(p50Ms)),
      row("  … the first time, and at most afterwards", `${ms(firstMs)}, ${ms(mostMs)}`),
    ]),
    "",
  ].join("\n");
}

/** … and for programs. */
export function dashboardJson(queries: QueryTime[]): string {
  return JSON.stringify({
    room: Object.fromEntries(
      queries.map(({ query, firstMs, p50Ms, mostMs }) => [
        query,
        { firstMs: rounded(firstMs, 1), p50Ms: rounded(p50Ms, 1), mostMs: rounded(mostMs, 1) },
      ]),
    ),
  });
}

/** Share links under a rush: for people … */
export function formatSharing(sharing: SharingMeasurement): string {
  const { redirect, bare, errors, withoutDatabase } = sharing;
  const times = ({ p50Ms, p99Ms }: typeof bare) => `${Math.round(p50Ms)} / ${Math.round(p99Ms)} ms`;
  return [
    "",
    row("A route that does nothing, half / 99 of 100", times(bare)),
    row("A share link, half / 99 of 100", times(redirect)),
    row("  … 99 of 100, of the route that does nothing", `× ${(redirect.p99Ms / bare.p99Ms).toFixed(2)}`),
    row("Visits counted", `${sharing.visitsCounted} of ${sharing.visits}`),
    row("Signatures attributed", `${sharing.signaturesAttributed} of ${sharing.signatures}`),
    row("Errors: link, nothing, signing", `${errors.redirect}, ${errors.bare}, ${errors.signing}`),
    row(
      "With the database stopped, led to the page",
      `${withoutDatabase.ledToPage} of ${withoutDatabase.visits}`,
    ),
    "",
    "  100 connections, while people sign: 200 during 10,000 visits, with the route that does nothing as well, in ten rounds each. Without the first answer of a connection.",
    "",
  ].join("\n");
}

/** … and for programs. */
export function sharingJson(sharing: SharingMeasurement): string {
  return JSON.stringify({ sharing });
}
